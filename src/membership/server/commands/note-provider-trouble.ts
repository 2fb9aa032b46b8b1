import { z } from 'zod';
import { command } from '#platform/context/command.ts';

/** Keeps for the owner why a provider did not work the last time; null: it works. Nothing else changes. */
export const noteProviderTrouble = command(
	z.object({ provider: z.number().int(), trouble: z.string().max(100).nullable() }),
	async (ctx, { provider, trouble }) => {
		await ctx.db
			.updateTable('membership.provider')
			.set({ trouble, troubled: trouble ? ctx.now : null })
			.where('id', '=', provider)
			.where((eb) => (trouble ? eb.lit(true) : eb('trouble', 'is not', null)))
			.execute();
	},
);
