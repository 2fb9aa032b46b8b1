import { sql, type RawBuilder } from 'kysely';

/**
 * True for a seat `s` that its member still has, as SQL: the one predicate of every read path of messages. Whoever left sees nothing.
 */
export const openSeatSql = 's.departed is null';

export const openSeat: RawBuilder<boolean> = sql.raw(openSeatSql);

/** True where the seat's member hears the author in this column: does not block them. */
export const hears = (author: string): string =>
	`not exists (select from membership.block b where b.member = s.member and b.blocked = ${author})`;
