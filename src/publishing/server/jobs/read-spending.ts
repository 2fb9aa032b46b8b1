import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Json } from '#platform/database/column-types.ts';
import { job } from '#platform/job/job.ts';
import type { Spending } from '#network/ads.ts';
import { asNetworkProblem } from '#network/network-problem.ts';
import { keepSpending } from '#publishing/server/commands/keep-spending.ts';
import { findAdDesk } from '#publishing/server/find-ad-desk.ts';

/** Days that are read again: networks correct what they counted for about a month. */
const readAgain = 28;
/** Parts of one reading at most. */
const mostParts = 100;

/** Every few hours: reads what was spent on ads. */
export const readSpending = job(
	'publishing.read-spending',
	{ every: '23 */4 * * *', retries: 2, pause: 300, patient: true },
	async (ctx) => {
		const desks = await ctx.db.selectFrom('publishing.ad_desk').select('network').execute();
		for (const { network } of desks) await readDesk(ctx, network);
	},
);

async function readDesk(ctx: Ctx, network: string): Promise<void> {
	const open = await findAdDesk(ctx, network);
	if (!open) return;
	const dayOf = (before: number): string =>
		new Date(ctx.now.getTime() - before * 86_400_000).toISOString().slice(0, 10);
	// A day ahead by the clocks of whoever lives in the east.
	const days = { from: dayOf(readAgain), to: dayOf(-1) };
	try {
		const rows: Spending[] = [];
		let cursor: string | null = null;
		for (let part = 0; part < mostParts; part++) {
			const read = await open.desk.readSpending(ctx, open.given, days, cursor);
			rows.push(...read.rows);
			cursor = read.next;
			if (cursor === null) break;
		}
		if (rows.length) await keepSpending(ctx, { network, origin: 'network', rows });
		await noteRead(ctx, { network, trouble: null, details: null });
	} catch (error) {
		const { trouble, details } = asNetworkProblem(error);
		ctx.log.warn('spending not read', { network, trouble, ...details });
		await noteRead(ctx, { network, trouble, details });
	}
}

const NoteRead = z.object({ network: z.string(), trouble: z.string().nullable(), details: z.custom<object | null>() });

const noteRead = command(NoteRead, async (ctx, { network, trouble, details }) => {
	await ctx.db
		.updateTable('publishing.ad_desk')
		.set({ ...(trouble ? {} : { read: ctx.now }), trouble, trouble_details: details as Json | null })
		.where('network', '=', network)
		.execute();
});
