import { z } from 'zod';
import { invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { oneLine } from '#platform/language/one-line.ts';
import { Problem } from '#platform/problem.ts';
import { pollLimits, pollResults, type ThreadKind } from '#community/kind.ts';

/** A choice of one line without signs that cannot be seen. */
const choice = z
	.string()
	.max(2_000, 'too-long')
	.transform(oneLine)
	.pipe(
		z
			.string()
			.min(1, 'missing')
			.refine((text) => [...text].length <= pollLimits.text, 'too-long'),
	);

export const NewPoll = z.object({
	choices: z
		.array(choice)
		.min(pollLimits.fewest, 'few-choices')
		.max(pollLimits.most, 'many-choices')
		.refine((choices) => new Set(choices).size === choices.length, 'repeated'),
	/** How many of them one member may tick. */
	most: z.number().int().min(1).max(pollLimits.most).default(1),
	results: z.enum(pollResults).default('voted'),
	closes: z.coerce.date().nullable().default(null),
});
export type NewPollInput = z.output<typeof NewPoll>;

/** The rows that a thread of this kind needs beside its own. */
export async function layOut(
	ctx: Ctx,
	{ id, kind, poll }: { id: number; kind: ThreadKind; poll: NewPollInput | null },
): Promise<void> {
	if (kind === 'idea') await layOutIdea(ctx, id);
	if (kind !== 'poll') return;
	if (!poll) throw invalidInput([{ path: 'poll.choices', key: 'few-choices' }]);
	if (poll.closes && poll.closes <= ctx.now) throw new Problem('poll.closes-past', 422);
	const most = Math.min(poll.most, poll.choices.length);
	await ctx.db
		.insertInto('community.poll')
		.values({ thread: id, most, results: poll.results, closes: poll.closes })
		.execute();
	await ctx.db
		.insertInto('community.choice')
		.values(poll.choices.map((text, place) => ({ thread: id, position: place + 1, text })))
		.execute();
}

/** An idea's own row; one that was an idea before has its votes still. */
export const layOutIdea = (ctx: Ctx, id: number) =>
	ctx.db
		.insertInto('community.idea')
		.values({ thread: id })
		.onConflict((conflict) => conflict.column('thread').doNothing())
		.execute();
