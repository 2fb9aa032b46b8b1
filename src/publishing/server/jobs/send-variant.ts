import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { inPackets } from '#platform/context/packet.ts';
import { job } from '#platform/job/job.ts';
import { placeVariants } from '#publishing/server/commands/place-variants.ts';
import type { PostTurn } from '#publishing/server/commands/take-turns.ts';
import { holdLines, nextInLines } from '#publishing/server/in-line.ts';
import { beginAll, sendLine } from '#publishing/server/jobs/deliver-post.ts';
import { readPause } from '#publishing/server/queries/read-pause.ts';

/** Variants that one round of the timer takes on. */
const perRound = 500;
/** Variants that are placed together. */
const perPacket = 50;

/** Sends a variant at its time; should this be lost, the timer comes within a minute. */
export const sendVariant = job<{ variant: number }>(
	'publishing.send-variant',
	{ punctual: true },
	async (ctx, { variant }) => {
		const turns = await placeAndBegin(ctx, variant);
		await Promise.all(turns.map((turn) => sendLine(ctx, turn)));
	},
);

/** Makes posts of variants and takes the turns of those that stand in front of their lines at once: somebody said when. */
const placeAndBeginAll = command(
	z.object({ variants: z.array(z.number()) }),
	async (ctx, { variants }): Promise<PostTurn[]> => {
		const accounts = await placeVariants(ctx, { variants, sentByCaller: true });
		if (!accounts.length) return [];
		await holdLines(ctx, accounts);
		const next = await nextInLines(ctx, accounts);
		return (await beginAll(ctx, { posts: [...next.values()] })).filter((turn) => turn !== null);
	},
);

/** Whoever asked first in a packet sends what it led to; each line for itself. */
const placeAndBegin = inPackets<number, PostTurn[]>(perPacket, async (ctx, variants) => {
	const turns = await placeAndBeginAll(ctx, { variants: [...variants] });
	return variants.map((_, index) => turns.filter((_, turn) => turn % variants.length === index));
});

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
	for (let from = 0; from < due.length; from += perPacket)
		await placeVariants(ctx, { variants: due.slice(from, from + perPacket).map(({ id }) => id) });
});
