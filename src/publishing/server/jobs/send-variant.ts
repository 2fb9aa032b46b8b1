import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { placeVariant } from '#publishing/server/commands/place-variant.ts';
import type { PostTurn } from '#publishing/server/commands/take-turn.ts';
import { begin, sendLine } from '#publishing/server/jobs/deliver-post.ts';
import { readPause } from '#publishing/server/queries/read-pause.ts';

/** Variants that one round of the timer takes on. */
const perRound = 500;

/** Sends a variant at its time; should this be lost, the timer comes within a minute. */
export const sendVariant = job<{ variant: number }>(
	'publishing.send-variant',
	{ punctual: true },
	async (ctx, { variant }) => {
		for (const due of await listBefore(ctx, variant)) {
			const turn = await placeAndBegin(ctx, { variant: due });
			if (turn) await sendLine(ctx, turn);
		}
	},
);

/** Makes a post of a variant and takes its turn at once: somebody said when. */
const placeAndBegin = command(z.object({ variant: z.number() }), async (ctx, { variant }): Promise<PostTurn | null> => {
	const post = await placeVariant(ctx, { variant, sentByCaller: true });
	return post === null ? null : begin(ctx, { post });
});

/** A variant, after what is due before it on the same account: what comes first stands in front. */
async function listBefore(ctx: Ctx, variant: number): Promise<number[]> {
	const rows = await ctx.db
		.selectFrom('publishing.variant as this')
		.innerJoin('publishing.variant as other', 'other.account', 'this.account')
		.select('other.id')
		.where('this.id', '=', variant)
		.where('other.due', '<=', ctx.now)
		.whereRef('other.due', '<=', 'this.due')
		.where('other.posted', 'is', null)
		.where('other.refused', 'is', null)
		.where('other.cancelled', 'is', null)
		.orderBy('other.due')
		.orderBy('other.id')
		.limit(perRound)
		.execute();
	return rows.map(({ id }) => id);
}

/** Has a variant sent at its time. Inside a command. */
export const sendAt = (ctx: Ctx, variant: number, due: Date): void =>
	ctx.queue(sendVariant, { variant }, due > ctx.now ? { after: due } : {});

/** Every minute: places what is due and was not sent, in the order of its times. */
export const sendDue = job('publishing.send-due', { every: '* * * * *', retries: 0, punctual: true }, async (ctx) => {
	if (await readPause(ctx, {})) return;
	const due = await ctx.db
		.selectFrom('publishing.variant')
		.select('id')
		.where('due', '<=', ctx.now)
		.where('posted', 'is', null)
		.where('refused', 'is', null)
		.where('cancelled', 'is', null)
		.orderBy('due')
		.orderBy('id')
		.limit(perRound)
		.execute();
	for (const { id } of due) await placeVariant(ctx, { variant: id });
});
