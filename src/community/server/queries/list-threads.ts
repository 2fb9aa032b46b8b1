import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { threadFilters } from '#community/kind.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { threadCard } from '#community/server/card.ts';
import { visibleThreads } from '#community/server/visible.ts';
import { tagging } from '#community/tag.ts';
import { categoryThing } from '#community/thread.ts';

/** Pinned threads that a list shows; the newest. */
const mostPinned = 10;

const ListThreads = z.object({
	category: idField.optional(),
	/** Threads that this member started. */
	author: idField.optional(),
	/** Threads that carry this tag. */
	tag: z.string().max(tagging.longest).optional(),
	/** Only this kind, or only what waits for an answer. */
	show: z.enum(threadFilters).optional(),
	/** `next` of the page before: a time in microseconds and an id, so that a thread that moves up is not shown twice. */
	before: z
		.string()
		.max(40)
		.regex(/^\d{1,17}-\d{1,16}$/, 'wrong')
		.optional(),
	/** What is pinned stands apart, on the first page, and not in its place. */
	pins: z.boolean().default(false),
	limit: z.number().int().min(1).max(100).default(20),
});

/** Threads, newest activity first, a page at a time; without a category also those under articles that people talk about. */
export const listThreads = query(ListThreads, async (ctx, { category, author, tag, show, before, pins, limit }) => {
	ctx.about(category ? categoryThing(category) : 'threads');
	let found = visibleThreads(ctx)
		.select(sql<string>`(extract(epoch from thread.active) * 1000000)::bigint::text || '-' || thread.id`.as('cursor'))
		.orderBy('thread.active', 'desc')
		.orderBy('thread.id', 'desc')
		.limit(sql.lit(limit + 1));
	if (category) found = found.where('thread.category', '=', category);
	if (author) found = found.where('thread.author', '=', author);
	// Said again for the sake of the index, here and below.
	if (tag !== undefined)
		found = found.where(sql<boolean>`thread.tags @> array[${tag}]::text[] and thread.tags <> '{}'`);
	if (show && show !== 'discussion') found = found.where('thread.kind', '<>', 'discussion');
	if (show === 'unsolved') found = found.where('thread.kind', '=', 'question').where('answered.id', 'is', null);
	else if (show) found = found.where('thread.kind', '=', show);
	if (before) {
		const [time, id] = before.split('-') as [string, string];
		found = found.where(
			sql<boolean>`(thread.active, thread.id) < (to_timestamp(0) + ${time}::bigint * interval '1 microsecond', ${id}::bigint)`,
		);
	}
	if (pins && !show) found = found.where((eb) => eb.not(pinnedHere(category)));
	const rows = await found.execute();
	const pinned = pins && !show && !before ? await readPinned(ctx, category) : [];
	const page = rows.slice(0, limit);
	// A name that changes changes the list.
	ctx.about(...new Set([...pinned, ...page].flatMap((row) => (row.author_id ? [`member:${row.author_id}`] : []))));
	return {
		pinned: pinned.map(threadCard),
		items: page.map(threadCard),
		next: rows.length > limit ? (page.at(-1)?.cursor ?? null) : null,
	};
});

/** At the top of this list: of its category whatever is pinned in it, of all what is pinned everywhere. */
const pinnedHere = (category: number | undefined) =>
	category
		? sql<boolean>`(thread.pinned is not null)`
		: sql<boolean>`(thread.pinned is not null and thread.pinned_in = 'everywhere')`;

const readPinned = (ctx: Ctx, category: number | undefined) => {
	const found = visibleThreads(ctx)
		.where(pinnedHere(category))
		.orderBy('thread.pinned', 'desc')
		.orderBy('thread.id', 'desc')
		.limit(mostPinned);
	return (category ? found.where('thread.category', '=', category) : found).execute();
};
