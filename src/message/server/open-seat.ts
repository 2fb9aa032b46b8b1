import { sql, type RawBuilder } from 'kysely';

/**
 * True for a seat `s` of a talk `t` that its member still has, as SQL: the one predicate of every read path of messages. Whoever
 * left sees nothing; the talk of a group is for whoever belongs to it at this moment.
 */
export const openSeatSql = `(s.departed is null and (t.of_group is null or exists (
	select from membership.belonging o where o.in_group = t.of_group and o.member = s.member and o.since is not null
)))`;

export const openSeat: RawBuilder<boolean> = sql.raw(openSeatSql);

/** True where the seat's member hears the author in this column: does not block them. */
export const hears = (author: string): string =>
	`not exists (select from membership.block b where b.member = s.member and b.blocked = ${author})`;
