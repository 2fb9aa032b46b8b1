import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';

/** A comment on its way into another thread: what it answers there, and the first-level comment it is shown under. */
export interface Moving {
	id: number;
	parent: number | null;
	root: number | null;
}

/**
 * Writes comments into another thread, in one statement, so that what answers what stays whole; with them what is kept
 * of each by its thread. What answered the old thread answers nothing any more.
 */
export async function moveComments(ctx: Ctx, from: number, to: number, moving: readonly Moving[]): Promise<void> {
	const ids = moving.map(({ id }) => id);
	await sql`delete from community.answer where thread = ${from}::bigint and comment = any(${ids}::bigint[])`.execute(
		ctx.db,
	);
	await sql`
		update community.comment c set thread = ${to}::bigint, parent = given.parent, root = given.root
		from jsonb_to_recordset(${JSON.stringify(moving)}::text::jsonb) as given (id bigint, parent bigint, root bigint)
		where c.id = given.id and c.thread = ${from}::bigint`.execute(ctx.db);
	await sql`
		update community.reaction set thread = ${to}::bigint
		where thread = ${from}::bigint and comment = any(${ids}::bigint[])`.execute(ctx.db);
	await sql`
		update community.held h set thread = ${to}::bigint
		where h.thread = ${from}::bigint and h.parent = any(${ids}::bigint[])`.execute(ctx.db);
}

/** Counts a thread anew, and looks up its newest activity. */
export async function countAnew(ctx: Ctx, thread: number): Promise<void> {
	await sql`
		update community.thread t set comment_count = said.count, last_commented = said.last from (
			select count(*)::int as count, (array_agg(c.posted order by c.id desc))[1] as last
			from community.comment c where c.thread = ${thread}::bigint and c.hidden is null and c.deleted is null
		) said
		where t.id = ${thread}::bigint`.execute(ctx.db);
}

/** Members whose words are in these comments; their pages show where they stand. */
export async function authorsOf(ctx: Ctx, ids: readonly number[]): Promise<string[]> {
	const { rows } = await sql<{ author: number }>`
		select distinct author from community.comment where id = any(${ids}::bigint[]) and author is not null`.execute(ctx.db);
	return rows.map(({ author }) => `member:${author}`);
}
