import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { Problem, type FieldProblem } from '#platform/problem.ts';
import { findPictures } from '#media/server/index.ts';
import { mayShare } from '#publishing/policy.ts';
import { nextTime, pickPicture, pickVersion } from '#publishing/recurrence.ts';
import { bareWords } from '#publishing/same-words.ts';
import { authorNow } from '#publishing/server/author-now.ts';
import { keepDraft } from '#publishing/server/commands/keep-draft.ts';
import { readBrand } from '#site/server/index.ts';

/** How long before its time a draft is made, in milliseconds: so that somebody sees it in the calendar. */
const ahead = 7 * 86_400_000;
/** Times that one round plans at most. */
const perRound = 200;

/** Makes drafts of what is to be said again within a week. Safe to run twice: each time of each is planned once. */
export const planRecurring = job('publishing.plan-recurring', { every: '*/10 * * * *', retries: 2 }, async (ctx) => {
	for (let count = 0; count < perRound; count++) {
		const row = await ctx.db
			.selectFrom('publishing.recurrence')
			.select(['id', 'next'])
			.where('stopped', 'is', null)
			.where('next', '<=', new Date(ctx.now.getTime() + ahead))
			.orderBy('next')
			.orderBy('id')
			.executeTakeFirst();
		if (!row?.next) return;
		const time = { recurrence: row.id, due: row.next };
		try {
			await planTime(ctx, time);
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
			// Another process is at it in this moment.
			if (error.code === 'post.just-sent') return;
			// What may not go out as it is now leaves its time out and says why.
			await noteTime(ctx, { ...time, words: null, draft: null, trouble: troubleOf(error) });
		}
	}
});

interface Time {
	recurrence: number;
	due: Date;
}

/** Makes the draft of one time, as its author would: a key of its own makes it once, whoever comes first. */
async function planTime(ctx: Ctx, { recurrence: id, due }: Time): Promise<void> {
	const row = await find(ctx, { recurrence: id, due }).executeTakeFirst();
	if (!row) return;
	const author = row.author === null ? null : await authorNow(ctx, row.author);
	if (!author || !mayShare(author)) throw new Problem('recurrence.author-lost-right', 403);
	// Nobody looked for a while: a time that has passed is not made up for.
	if (due <= ctx.now) throw new Problem('recurrence.time-passed', 409);
	const said = await ctx.db
		.selectFrom('publishing.recurred')
		.select(['words', 'due'])
		.where('recurrence', '=', id)
		.where('words', 'is not', null)
		.orderBy('due', 'desc')
		.limit(100)
		.execute();
	const version = pickVersion(row.versions, said as { words: string; due: Date }[], due);
	if (version === null) throw new Problem('recurrence.no-rested-version', 409);
	const there = await findPictures(ctx, row.pictures);
	const { draft } = await keepDraft(
		{ ...ctx, actor: author },
		{
			key: `recurring${id}x${due.getTime()}`,
			text: version,
			target: row.target ?? '',
			hashtags: row.hashtags,
			labels: row.labels,
			pictures: pickPicture(row.pictures, await countTimes(ctx, id), (picture) => there.has(picture)),
			campaign: row.campaign,
			variants: row.accounts.map((account) => ({ account, text: null })),
			when: 'at',
			at: due,
			// Its versions take turns by a rule of their own.
			anyway: true,
		},
	);
	await noteTime(ctx, { recurrence: id, due, words: bareWords(version), draft, trouble: null });
}

/** How often it was said so far. */
async function countTimes(ctx: Ctx, recurrence: number): Promise<number> {
	const { times } = await ctx.db
		.selectFrom('publishing.recurred')
		.select((eb) => eb.fn.countAll<number>().as('times'))
		.where('recurrence', '=', recurrence)
		.where('words', 'is not', null)
		.executeTakeFirstOrThrow();
	return Number(times);
}

const NoteTime = z.object({
	recurrence: z.number(),
	due: z.date(),
	words: z.string().nullable(),
	draft: z.number().nullable(),
	trouble: z.string().nullable(),
});

/** Writes down what became of a time, unless somebody else did, and goes on to the next. */
const noteTime = command(NoteTime, async (ctx, { recurrence, due, words, draft, trouble }) => {
	const row = await find(ctx, { recurrence, due }).forUpdate().executeTakeFirst();
	if (!row) return;
	const { timeZone } = await readBrand(ctx, {});
	await ctx.db
		.insertInto('publishing.recurred')
		.values({ recurrence, due, words, draft })
		.onConflict((conflict) => conflict.columns(['recurrence', 'due']).doUpdateSet({ words, draft }))
		.execute();
	const after = due > ctx.now ? due : ctx.now;
	await ctx.db
		.updateTable('publishing.recurrence')
		.set({ next: nextTime(row, after, timeZone), trouble })
		.where('id', '=', recurrence)
		.execute();
});

/** The row, unless this time of it was planned meanwhile. */
const find = (ctx: Ctx, { recurrence, due }: Time) =>
	ctx.db
		.selectFrom('publishing.recurrence')
		.selectAll()
		.where('id', '=', recurrence)
		.where('next', '=', due)
		.where('stopped', 'is', null);

/** A refusal as a key of the catalogue, by which the page says why. */
function troubleOf({ code, details }: Problem): string {
	const [field] = (details['fields'] ?? []) as FieldProblem[];
	return field ? `field.${field.key}` : `problem.${code}`;
}
