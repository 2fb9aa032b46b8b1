import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { threadMerged, type ThreadMoved } from '#community/events.ts';
import { mayOrderThread, mayReadThread } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { loadThread } from '#community/server/load-thread.ts';
import { authorsOf, countAnew, moveComments, type Moving } from '#community/server/move-comments.ts';
import { tagging } from '#community/tag.ts';
import { refuseNarrower } from '#community/server/refuse-narrower.ts';
import { lookAgainAll } from '#community/server/note-unread.ts';

/**
 * Lets a thread of the forum go on in another one: its comments stand there in the order of time, its address leads there.
 * What somebody had not read in either of them is unread. Safe to run twice and at once. Throws Problem `thread.same`,
 * `thread.merged` where either went on elsewhere already, `thread.hidden`, `thread.fewer-readers`, and `thread.wrong-kind` of what stands under
 * something, of polls, and of what would lose its votes or stars.
 */
export const mergeThread = command(
	z.object({ thread: idField, into: idField }),
	async (ctx, { thread: id, into: to }) => {
		authorize(ctx.actor, 'thread.order', mayOrderThread, null);
		// Everybody takes the two in the same order, or two merges would wait for each other.
		const first = await loadThread(ctx, Math.min(id, to));
		const second = id === to ? first : await loadThread(ctx, Math.max(id, to));
		if (id === to) throw new Problem('thread.same', 409);
		const [from, into] = id < to ? [first, second] : [second, first];
		if (from.merged_into === to) return { thread: to, path: into.path };
		if (from.merged || into.merged) throw new Problem('thread.merged', 409);
		if (from.hidden || into.hidden || into.withdrawn) throw new Problem('thread.hidden', 409);
		if (!from.category || from.kind === 'poll') throw new Problem('thread.wrong-kind', 409);
		if ((from.kind === 'idea' || from.kind === 'review') && into.kind !== from.kind)
			throw new Problem('thread.wrong-kind', 409);
		if (!mayReadThread(ctx.actor, into)) throw notFound('thread');

		await refuseNarrower(ctx, from, into);
		const moving = await readAll(ctx, id);
		await joinReaders(ctx, id, to);
		if (from.kind === 'review') await keepNewestStars(ctx, id, to);
		await moveComments(ctx, id, to, moving);
		await ctx.db.updateTable('community.held').set({ thread: to }).where('thread', '=', id).execute();
		await takeDraftsAlong(ctx, id, to);
		await ctx.db.updateTable('community.thread').set({ merged_into: to }).where('merged_into', '=', id).execute();
		await ctx.db
			.updateTable('community.thread')
			.set({
				merged_into: to,
				merged: ctx.now,
				merged_by: memberOf(ctx.actor),
				hidden: ctx.now,
				hidden_by: memberOf(ctx.actor),
				opening: null,
				pinned: null,
				pinned_in: null,
				pinned_by: null,
			})
			.where('id', '=', id)
			.execute();
		await takeTagsAlong(ctx, id, to);
		if (from.kind === 'idea') await takeVotesAlong(ctx, id, to);
		await countAnew(ctx, id);
		await countAnew(ctx, to);
		await lookAgainAll(ctx, to);
		await ctx.db
			.insertInto('community.note')
			.values({
				thread: to,
				kind: 'merged',
				after: (moving[0]?.id ?? 1) - 1,
				other: null,
				title: from.title,
				comments: moving.length,
				noted: ctx.now,
				noted_by: memberOf(ctx.actor),
			})
			.execute();
		await ctx.db.updateTable('community.note').set({ thread: to }).where('thread', '=', id).execute();
		await ctx.db.updateTable('community.note').set({ other: to }).where('other', '=', id).execute();
		// What was split off and came back is nothing to tell of.
		await ctx.db.deleteFrom('community.note').where('thread', '=', to).where('other', '=', to).execute();
		const data: ThreadMoved = { thread: to, from: id };
		const authors = await authorsOf(
			ctx,
			moving.map((one) => one.id),
		);
		ctx.record({
			name: threadMerged,
			about: [...new Set([...aboutThread(from, from.author), ...aboutThread(into), ...authors])],
			data: { ...data, comments: moving.length },
		});
		return { thread: to, path: into.path };
	},
);

async function readAll(ctx: Ctx, thread: number): Promise<Moving[]> {
	const { rows } = await sql<Moving>`
		select id, parent, root from community.comment where thread = ${thread}::bigint order by id`.execute(ctx.db);
	return rows;
}

/** Whoever has begun to say something in both has both. */
async function takeDraftsAlong(ctx: Ctx, from: number, to: number): Promise<void> {
	await sql`
		insert into community.draft (member, thread, parent, quote, text, stars, disclosed, saved)
		select member, ${to}::bigint, parent, quote, text, stars, disclosed, saved from community.draft where thread = ${from}::bigint
		on conflict (member, thread) do update set
			text = left(draft.text || E'\\n\\n' || excluded.text, 20000), saved = greatest(draft.saved, excluded.saved),
			stars = coalesce(draft.stars, excluded.stars),
			disclosed = case when draft.stars is null then excluded.disclosed else draft.disclosed end`.execute(ctx.db);
	await ctx.db.deleteFrom('community.draft').where('thread', '=', from).execute();
}

/** What the other was about, the thread that stays is about, too, as far as there is room. */
async function takeTagsAlong(ctx: Ctx, from: number, to: number): Promise<void> {
	await sql`
		update community.thread t set tags = array(
			select tag from unnest(t.tags || other.tags) with ordinality as one (tag, place) group by tag order by min(place) limit ${tagging.most}
		) from community.thread other
		where t.id = ${to}::bigint and t.category is not null and other.id = ${from}::bigint and other.tags <> '{}'`.execute(
		ctx.db,
	);
	await ctx.db.updateTable('community.thread').set({ tags: [] }).where('id', '=', from).execute();
}

/** Nobody rates twice: of whoever did so in both, the later stars stay. Every word does. */
async function keepNewestStars(ctx: Ctx, from: number, to: number): Promise<void> {
	await sql`
		update community.comment c set stars = null, disclosed = null
		where c.thread = any(${[from, to]}::bigint[]) and c.stars is not null and exists (
			select from community.comment later
			where later.thread = any(${[from, to]}::bigint[]) and later.author = c.author and later.stars is not null and later.id > c.id
		)`.execute(ctx.db);
}

/** Nobody's vote counts twice. */
async function takeVotesAlong(ctx: Ctx, from: number, to: number): Promise<void> {
	await sql`
		insert into community.vote (thread, member, voted)
		select ${to}::bigint, member, voted from community.vote where thread = ${from}::bigint on conflict do nothing`.execute(
		ctx.db,
	);
	await sql`delete from community.vote where thread = ${from}::bigint`.execute(ctx.db);
	await sql`
		update community.idea i set vote_count = (select count(*) from community.vote v where v.thread = i.thread)
		where i.thread = any(${[from, to]}::bigint[])`.execute(ctx.db);
}

/**
 * One place in both, before they are joined: the comment before the first that was not seen in either. Each keeps how
 * closely they follow the thread that stays; who followed the other follows it from now on.
 */
async function joinReaders(ctx: Ctx, from: number, to: number): Promise<void> {
	const both = sql`c.thread = any(${[from, to]}::bigint[])`;
	const unseen = (thread: number, seen: string) => sql`(
		select c.id from community.comment c where c.thread = ${thread}::bigint and c.id > coalesce(${sql.ref(seen)}, 0)
			and c.hidden is null and c.deleted is null order by c.id limit 1
	)`;
	await sql`
		insert into community.reading (member, thread, level, seen_comment, seen)
		select one.member, ${to}::bigint, coalesce(one.level_to, nullif(one.level_from, 'mute')), last.id, last.posted
		from (
			select member, max(level) filter (where thread = ${to}::bigint) as level_to,
				max(level) filter (where thread = ${from}::bigint) as level_from,
				max(seen_comment) filter (where thread = ${to}::bigint) as seen_to,
				max(seen_comment) filter (where thread = ${from}::bigint) as seen_from
			from community.reading where thread = any(${[from, to]}::bigint[]) group by member
		) one
		cross join lateral (select least(${unseen(to, 'one.seen_to')}, ${unseen(from, 'one.seen_from')}) as id) first
		left join lateral (
			select c.id, c.posted from community.comment c where ${both} and c.id < coalesce(first.id, ${Number.MAX_SAFE_INTEGER}::bigint)
			order by c.id desc limit 1
		) last on true
		on conflict (member, thread) do update set
			level = excluded.level, seen_comment = excluded.seen_comment, seen = excluded.seen`.execute(ctx.db);
	await sql`delete from community.reading where thread = ${from}::bigint`.execute(ctx.db);
}
