import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { ideaStatuses, pollLimits, pollResults, type ThreadKind } from '#community/kind.ts';

const time = z.date().nullable().default(null);

/** Where an idea of another place stood; its votes come by themselves. */
export const ImportedIdea = z.object({
	status: z.enum(ideaStatuses),
	decided: time,
	decidedBy: z.number().int().positive().nullable().default(null),
});

/** A poll of another place with its choices in order; its ballots come by themselves. */
export const ImportedPoll = z.object({
	most: z.number().int().min(1).max(pollLimits.most),
	results: z.enum(pollResults),
	closes: time,
	closed: time,
	choices: z.array(z.string().min(1).max(pollLimits.text)).min(1).max(pollLimits.most),
});

interface Kinded {
	id: number;
	kind: ThreadKind;
	category: object | null;
	idea: z.output<typeof ImportedIdea> | null;
	poll: z.output<typeof ImportedPoll> | null;
}

/** The rows that threads brought home need beside their own; votes of one that was an idea once are kept, too. */
export async function layOutImported(ctx: Ctx, threads: readonly Kinded[]): Promise<void> {
	const housed = threads.filter(({ category }) => category !== null);
	const ideas = housed.flatMap(({ id, idea, kind }) =>
		idea || kind === 'idea'
			? {
					thread: id,
					status: idea?.status ?? 'open',
					decided: idea?.decided ?? null,
					decided_by: idea?.decidedBy ?? null,
				}
			: [],
	);
	if (ideas.length) await ctx.db.insertInto('community.idea').values(ideas).execute();
	const polls = housed.flatMap(({ id, poll, kind }) => (poll && kind === 'poll' ? { id, ...poll } : []));
	if (!polls.length) return;
	await ctx.db
		.insertInto('community.poll')
		.values(polls.map(({ id, most, results, closes, closed }) => ({ thread: id, most, results, closes, closed })))
		.execute();
	await ctx.db
		.insertInto('community.choice')
		.values(polls.flatMap(({ id, choices }) => choices.map((text, at) => ({ thread: id, position: at + 1, text }))))
		.execute();
}
