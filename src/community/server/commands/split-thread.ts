import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { threadSplit, type ThreadMoved } from '#community/events.ts';
import { mayOrderThread } from '#community/policy.ts';
import { mostSplit } from '#community/rules.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { titleField } from '#community/server/commands/start-thread.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { loadThread } from '#community/server/load-thread.ts';
import { authorsOf, countAnew, moveComments, type Moving } from '#community/server/move-comments.ts';
import { lookAgainAll } from '#community/server/note-unread.ts';
import { refuseNarrower } from '#community/server/refuse-narrower.ts';
import { threadPath, threadSlug } from '#community/thread.ts';

export const SplitThread = z.object({
	thread: idField,
	/** What goes; what answers them goes along. */
	comments: z.array(idField).min(1, 'missing').max(mostSplit, 'too-many'),
	title: titleField,
	/** Where the new thread stands; default: where the old one does. */
	category: idField.nullish(),
});

/**
 * Makes a new thread of some of a thread's comments; both say so. Whoever had read them has read them there, and follows
 * both alike. It is about the same things until somebody says otherwise. Throws Problem `comment.not-found` of what is not in the thread, `comment.parent-gone` of what cannot be
 * read, `thread.split-opening`, `rating.stays` of what gives stars, `category.not-found`, `thread.fewer-readers`.
 */
export const splitThread = command(SplitThread, async (ctx, { thread: id, comments, title, category }) => {
	authorize(ctx.actor, 'thread.order', mayOrderThread, null);
	const from = await loadThread(ctx, id);
	if (from.hidden || from.withdrawn) throw new Problem('thread.hidden', 409);
	const home = await ctx.db
		.selectFrom('community.category')
		.select(['id', 'slug'])
		.where('id', '=', category ?? from.category ?? 0)
		.executeTakeFirst();
	if (!home) throw notFound('category');
	await refuseNarrower(ctx, from, { id, category: home.id });
	if (from.opening !== null && comments.includes(from.opening)) throw new Problem('thread.split-opening', 409);
	const moving = await gather(ctx, id, [...new Set(comments)]);
	const ids = moving.map((one) => one.id);
	const opening = Math.min(...moving.filter(({ root }) => root === null).map((one) => one.id));
	const slug = threadSlug(title);
	const { rows } = await sql<{ id: number; author: number | null }>`
		insert into community.thread (category, title, slug, path, author, opened, nameless, tags)
		select ${home.id}::bigint, ${title}::text, ${slug}::text, '', c.author, c.posted, c.nameless, (select t.tags from community.thread t where t.id = c.thread)
		from community.comment c where c.id = ${opening}::bigint
		returning id, author`.execute(ctx.db);
	const made = rows[0] as (typeof rows)[number];
	const path = threadPath(home.slug, made.id, slug);
	await moveComments(ctx, id, made.id, moving);
	await ctx.db.updateTable('community.thread').set({ path, opening }).where('id', '=', made.id).execute();
	await countAnew(ctx, id);
	await countAnew(ctx, made.id);
	await takeReadersAlong(ctx, id, made.id, opening);
	const note = { comments: moving.length, noted: ctx.now, noted_by: memberOf(ctx.actor) };
	await ctx.db
		.insertInto('community.note')
		.values([
			{ ...note, thread: id, kind: 'split-off', after: opening - 1, other: made.id },
			{ ...note, thread: made.id, kind: 'split-from', after: opening, other: id },
		])
		.execute();
	const data: ThreadMoved = { thread: made.id, from: id };
	const there = aboutThread({ id: made.id, subject: null, category: home.id });
	ctx.record({
		name: threadSplit,
		about: [...new Set([...aboutThread(from), ...there, ...(await authorsOf(ctx, ids))])],
		data: { ...data, comments: moving.length },
	});
	return { id: made.id, path, comments: moving.length };
});

/** The chosen comments with all that answers them, as they stand in the new thread: what answers nothing there is first-level. */
async function gather(ctx: Ctx, thread: number, chosen: readonly number[]): Promise<Moving[]> {
	const { rows } = await sql<{ id: number; parent: number | null; gone: boolean; rates: boolean }>`
		with recursive going as (
			select c.id, c.parent, c.hidden is not null or c.deleted is not null as gone, c.stars is not null as rates
			from community.comment c where c.thread = ${thread}::bigint and c.id = any(${chosen}::bigint[])
			union
			select c.id, c.parent, c.hidden is not null or c.deleted is not null, c.stars is not null
			from going join community.comment c on c.parent = going.id
		)
		select * from going order by id`.execute(ctx.db);
	const found = new Map(rows.map((row) => [row.id, row]));
	for (const id of chosen) {
		const one = found.get(id);
		if (!one) throw notFound('comment');
		if (one.gone) throw new Problem('comment.parent-gone', 409);
		// Nobody takes a bad review away by moving it where it does not count.
		if (one.rates) throw new Problem('rating.stays', 409);
	}
	if (rows.length > mostSplit) throw new Problem('thread.split-too-many', 409, { most: mostSplit });
	const rootOf = (id: number): number => {
		const parent = found.get(id)?.parent ?? null;
		return parent !== null && found.has(parent) ? rootOf(parent) : id;
	};
	return rows.map(({ id, parent }) => {
		const stays = parent !== null && found.has(parent);
		return { id, parent: stays ? parent : null, root: stays ? rootOf(id) : null };
	});
}

/** Readers of the old thread have read as much of the new one, and follow it alike. */
async function takeReadersAlong(ctx: Ctx, from: number, to: number, opening: number): Promise<void> {
	await sql`
		insert into community.reading (member, thread, level, seen_comment, seen)
		select r.member, ${to}::bigint, r.level, last.id, last.posted from community.reading r
		left join lateral (
			select c.id, c.posted from community.comment c where c.thread = ${to}::bigint and c.id <= r.seen_comment
			order by c.id desc limit 1
		) last on true
		where r.thread = ${from}::bigint and (r.level is not null or r.seen_comment >= ${opening}::bigint)
		on conflict (member, thread) do nothing`.execute(ctx.db);
	await lookAgainAll(ctx, from);
	await lookAgainAll(ctx, to);
}
