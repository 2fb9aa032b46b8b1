import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

export type { Generated, GeneratedAlways };

/** A point in time; read and written as a Date. */
export type Time = ColumnType<Date, Date, Date>;

/** JSON: read as what it is, written as text made by `JSON.stringify`. */
export type Json = ColumnType<unknown, string, string>;
