import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

export type { Generated, GeneratedAlways };

/** A point in time; read and written as a Date. */
export type Time = ColumnType<Date, Date, Date>;

/** JSON: read and written as the value it is; the driver turns it into text, so a string made here would be stored as a string. */
export type Json = ColumnType<unknown, unknown, unknown>;
