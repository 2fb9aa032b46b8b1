import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { threadLevels } from '#community/following.ts';
import { mayBringHome } from '#community/policy.ts';
import type { BroughtTalk } from '#community/server/commands/import-answers.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { firstUnseen, followed } from '#community/server/note-unread.ts';

const ImportedFollowing = z.object({
	member: idField,
	/** One of the two. */
	thread: idField.nullable(),
	category: idField.nullable(),
	level: z.enum(threadLevels),
	/** Of a thread: the newest comment that was seen, and when that was said. */
	seenComment: idField.nullable(),
	seen: z.date().nullable(),
});
type Following = z.output<typeof ImportedFollowing>;

/**
 * Brings in how closely members follow threads and categories, many at once; what they have said here stays. It is no fact.
 * Returns what became of each.
 */
export const importFollowing = command(
	z.object({ following: z.array(ImportedFollowing) }),
	async (ctx, { following }): Promise<BroughtTalk[]> => {
		authorize(ctx.actor, 'thread.import-following', mayBringHome, null);
		if (!following.length) return [];
		const given = JSON.stringify(following.map((one, place) => ({ ...one, place })));
		const rowsOf = sql`jsonb_to_recordset(${given}::text::jsonb) as given (place int, member bigint, thread bigint,
			category bigint, level text, "seenComment" bigint, seen timestamptz)`;
		const categories = await sql<{ member: number; category: number }>`
			insert into community.following (member, category, level)
			select given.member, given.category, given.level from ${rowsOf}
			where given.category is not null and given.level <> 'normal' order by 1, 2
			on conflict do nothing
			returning member, category`.execute(ctx.db);
		const threads = await sql<{ member: number; thread: number }>`
			insert into community.reading (member, thread, level, seen_comment, seen)
			select distinct on (given.member, given.thread) given.member, given.thread, given.level, given."seenComment", given.seen
			from ${rowsOf} where given.thread is not null order by 1, 2
			on conflict (member, thread) do update set level = excluded.level where reading.level is null
			returning member, thread`.execute(ctx.db);
		// By itself: it sees what the statement before has written.
		await sql`
			update community.reading r set unread = case when ${followed} then ${firstUnseen} end
			from ${rowsOf}
			where given.thread is not null and r.member = given.member and r.thread = given.thread`.execute(ctx.db);
		const fresh = new Set([
			...categories.rows.map((row) => `${row.member} category ${row.category}`),
			...threads.rows.map((row) => `${row.member} thread ${row.thread}`),
		]);
		return following.map((one) => (fresh.has(nameOf(one)) ? 'fresh' : 'same'));
	},
);

const nameOf = ({ member, thread, category }: Following): string =>
	thread === null ? `${member} category ${category ?? 0}` : `${member} thread ${thread}`;
