import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';

/**
 * True for a member's row of `reading` (named `r`) that counts what is said as unread: by what they said of the thread, or else of
 * its category and its tags (`leaning`), of which one muted is enough.
 */
export const followed: RawBuilder<boolean> = sql<boolean>`(r.level in ('watch', 'track') or (r.level is null and coalesce((
	select bool_and(l.level <> 'mute') from community.leaning l where l.member = r.member and l.thread = r.thread
), false)))`;

/** The first comment of the row's thread that was not seen and can be read. */
export const firstUnseen: RawBuilder<number | null> = sql<number | null>`(
	select c.id from community.comment c where c.thread = r.thread and c.id > coalesce(r.seen_comment, 0)
		and c.hidden is null and c.deleted is null order by c.id limit 1
)`;

/**
 * Looks again what is unread for one member, in one thread or in those of a category or with a tag. By itself, after what was
 * read or followed was written: it sees what was said meanwhile, and whoever notes a new comment waits for this row.
 */
export async function lookAgain(
	ctx: Ctx,
	member: number,
	where: { thread: number } | { category: number } | { tag: string },
): Promise<void> {
	const which =
		'thread' in where
			? sql`t.id = ${where.thread}::bigint`
			: 'category' in where
				? sql`t.category = ${where.category}::bigint`
				: sql`t.tags @> array[${where.tag}]::text[] and t.tags <> '{}'`;
	await sql`
		update community.reading r set unread = case when ${followed} then ${firstUnseen} end
		from community.thread t where t.id = r.thread and r.member = ${member}::bigint and ${which}`.execute(ctx.db);
}

/** The same for everybody who has a place in a thread, after its comments, its category or its tags changed. */
export async function lookAgainAll(ctx: Ctx, thread: number): Promise<void> {
	await sql`
		update community.reading r set unread = case when ${followed} then ${firstUnseen} end
		where r.thread = ${thread}::bigint`.execute(ctx.db);
}

/** Notes a new comment for all who follow its thread and had seen everything before it. */
export async function noteUnread(
	ctx: Ctx,
	{ thread, comment, author }: { thread: number; comment: number; author: number | null },
): Promise<void> {
	const fresh = sql`r.unread is null and r.member is distinct from ${author}::bigint and coalesce(r.seen_comment, 0) < ${comment}::bigint`;
	await sql`
		update community.reading r set unread = ${comment}::bigint
		where r.thread = ${thread}::bigint and r.level in ('watch', 'track') and ${fresh}`.execute(ctx.db);
	await sql`
		update community.reading r set unread = ${comment}::bigint
		from (
			select l.member from community.leaning l where l.thread = ${thread}::bigint
			group by l.member having bool_and(l.level <> 'mute')
		) f
		where r.thread = ${thread}::bigint and r.member = f.member and r.level is null and ${fresh}`.execute(ctx.db);
}
