import { z } from 'zod';
import { setTimeout as pause } from 'node:timers/promises';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';

/** Bad days that can be practised. `timeout-after` does what was asked and then keeps silent. */
export const faults = ['timeout-before', 'timeout-after', 'error', 'rate-limit', 'token-revoked'] as const;
export type Fault = (typeof faults)[number];

export const SetFault = z.strictObject({
	fault: z.enum(faults).nullable(),
	/** How many calls meet it. */
	calls: z.number().int().min(0).max(1000).default(1),
	/** How long a timeout holds its answer back, in milliseconds. */
	hold: z.number().int().min(0).max(60_000).default(20_000),
});

/** Sets what the page's next calls meet; null: nothing any more. */
export const setFault = command(SetFault.extend({ page: z.number() }), async (ctx, { page, fault, calls, hold }) => {
	await ctx.db
		.updateTable('practice.page')
		.set({ fault, fault_calls: fault ? calls : 0, fault_hold: hold })
		.where('id', '=', page)
		.execute();
});

/** Takes the fault that this call meets, or null. */
export async function takeFault(ctx: Ctx, page: number): Promise<{ fault: Fault; hold: number } | null> {
	const row = await ctx.db
		.updateTable('practice.page')
		.set((eb) => ({ fault_calls: eb('fault_calls', '-', 1) }))
		.where('id', '=', page)
		.where('fault', 'is not', null)
		.where('fault_calls', '>', 0)
		.returning(['fault', 'fault_hold'])
		.executeTakeFirst();
	return row?.fault ? { fault: row.fault as Fault, hold: row.fault_hold } : null;
}

/** Keeps the caller waiting for an answer. */
export const holdBack = (hold: number): Promise<void> => pause(hold, undefined, { ref: false });
