import { sql } from 'kysely';
import { articleImported, articleSeen, pageImported, pageSeen, tagRemoved, tagRenamed } from '#content/events.ts';
import {
	commentDeleted,
	commentEdited,
	commentHidden,
	commentPosted,
	commentShown,
	commentsImported,
	threadChanged,
	threadHidden,
	threadMerged,
	threadMoved,
	threadShown,
	threadsImported,
	threadSplit,
	threadsRetagged,
	threadStarted,
	threadTagged,
	type ThreadMoved,
} from '#community/events.ts';
import { eventCancelled, eventDeleted, eventKept, eventMoved, eventPublished } from '#gathering/events.ts';
import {
	listImported,
	memberChanged,
	memberErased,
	memberJoined,
	memberRestored,
	memberSuspended,
} from '#membership/events.ts';
import { reaction } from '#platform/job/job.ts';
import { kinds } from '#search/entry.ts';
import { indexThings } from '#search/server/commands/index-things.ts';
import { catchUp } from '#search/server/jobs/catch-up.ts';

/** What changed is found by its new words, and what went is not found any more. */
export const followChanges = reaction(
	'search.follow-changes',
	[
		...articleSeen,
		...pageSeen,
		pageImported,
		threadStarted,
		threadChanged,
		threadHidden,
		threadShown,
		commentPosted,
		commentEdited,
		commentDeleted,
		commentHidden,
		commentShown,
		eventKept,
		eventPublished,
		eventCancelled,
		eventMoved,
		eventDeleted,
	],
	async (ctx, fact) => {
		const kind = kinds.find((one) => fact.name.startsWith(`${one}.`));
		const id = kind && fact.data[kind];
		if (kind && typeof id === 'number') await indexThings(ctx, { kind, ids: [id] });
	},
	{ quick: true },
);

/** People and products are found by what they are called now; whoever was shut out or has left is not found. */
export const followPeople = reaction(
	'search.follow-people',
	[memberJoined, memberChanged, memberSuspended, memberRestored, memberErased, 'product.kept', 'product.retired'],
	async (ctx, fact) => {
		const kind = fact.name.startsWith('product.') ? 'product' : 'member';
		const id = fact.data[kind];
		if (typeof id === 'number') await indexThings(ctx, { kind, ids: [id] });
	},
	{ quick: true },
);

/** Articles are found by the name that their tag has now. */
export const followTags = reaction('search.follow-tags', [tagRenamed, tagRemoved], async (ctx, fact) => {
	const ids = fact.data['seen'] as number[];
	for (let from = 0; from < ids.length; from += 500)
		await indexThings(ctx, { kind: 'article', ids: ids.slice(from, from + 500) });
});

/** What came in large numbers is looked through by the batch. */
export const followImports = reaction(
	'search.follow-imports',
	[articleImported, threadsImported, commentsImported, listImported, 'product.imported'],
	(ctx) => catchUp.run(ctx, {}),
	{ patient: true },
);

/** Comments that one statement makes anew. */
const batch = 500;

/** Threads and comments are asked for by the name that their tag has now. Safe to run twice. */
export const followRetagged = reaction(
	'search.follow-retagged',
	[threadsRetagged],
	async (ctx, fact) => {
		const tag = String(fact.data['tag']);
		for (const kind of ['thread', 'comment'] as const)
			for (let last = 0; ;) {
				const { rows } = await sql<{ thing: number }>`
					select distinct thing from search.entry e where kind = ${kind} and tags @> array[${tag}]::text[] and tags <> '{}' and thing > ${last}
					order by thing limit ${sql.lit(batch)}`.execute(ctx.db);
				const ids = rows.map(({ thing }) => thing);
				await indexThings(ctx, { kind, ids });
				if (rows.length < batch) break;
				last = ids.at(-1) ?? last;
			}
	},
	{ patient: true, ahead: true },
);

/**
 * What stands in another thread or category, or is about something else or of another kind, is found there: the threads, and each of their comments.
 * Safe to run twice.
 */
export const followMoves = reaction(
	'search.follow-moves',
	[threadMoved, threadSplit, threadMerged, threadTagged, threadChanged],
	async (ctx, fact) => {
		// Another title is nothing to its comments.
		if (fact.name === threadChanged && fact.data['kind'] === undefined) return;
		const { thread, from = thread } = fact.data as unknown as Pick<ThreadMoved, 'thread'> & Partial<ThreadMoved>;
		await indexThings(ctx, { kind: 'thread', ids: [...new Set([thread, from])] });
		for (let last = 0; ;) {
			const rows = await ctx.db
				.selectFrom('community.comment')
				.select('id')
				.where('thread', '=', thread)
				.where('id', '>', last)
				.orderBy('id')
				.limit(batch)
				.execute();
			const ids = rows.map(({ id }) => id);
			await indexThings(ctx, { kind: 'comment', ids });
			if (rows.length < batch) return;
			last = ids.at(-1) ?? last;
		}
	},
	{ patient: true, ahead: true },
);
