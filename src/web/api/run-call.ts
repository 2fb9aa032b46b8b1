import { createHash } from 'node:crypto';
import { z } from 'zod';
import { command, query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';

/** How long a key stays the same call, in hours. */
export const rememberedHours = 48;

/** What a call answered with. */
export interface Outcome {
	body: unknown;
	status: number;
	/** True when the call had been answered before and this is that answer. */
	repeated: boolean;
}

/** Of a call with `Idempotency-Key`: whose key it is, and what was asked with it. */
const Once = z.object({ caller: z.string(), key: z.string(), fingerprint: z.string() });

const RunCall = z.object({
	run: z.custom<(ctx: Ctx) => Promise<unknown>>(),
	status: z.number(),
	once: Once.nullable(),
});

/** What a call with this key was answered before, or null. Throws Problem `call.key-reused` (422) when it asked for something else. */
export const findAnswered = query(Once, async (ctx, { caller, key, fingerprint }): Promise<Outcome | null> => {
	const earlier = await ctx.db
		.selectFrom('platform.answered_call')
		.select(['fingerprint', 'status', 'body'])
		.where('caller', '=', caller)
		.where('key', '=', key)
		.executeTakeFirst();
	if (!earlier) return null;
	if (earlier.fingerprint !== fingerprint) throw new Problem('call.key-reused', 422);
	return { body: earlier.body, status: earlier.status ?? 200, repeated: true };
});

/**
 * Runs a call that changes something, in one transaction: all of it happens or nothing. With a key it happens once: the
 * answer is stored by the same commit as the change, and given again to a repetition; one that comes meanwhile waits; a
 * call that failed left nothing, so its key is free. Throws Problem `call.key-reused` (422) when the key was used otherwise.
 */
export const runCall = command(RunCall, async (ctx, { run, status, once }): Promise<Outcome> => {
	if (!once) return { body: await run(ctx), status, repeated: false };
	const { caller, key, fingerprint } = once;
	const taken = await ctx.db
		.insertInto('platform.answered_call')
		.values({ caller, key, fingerprint, called: ctx.now })
		.onConflict((conflict) => conflict.columns(['caller', 'key']).doNothing())
		.executeTakeFirst();
	if (!taken.numInsertedOrUpdatedRows) {
		const earlier = await findAnswered(ctx, once);
		if (!earlier) throw new Error('An answered call was forgotten while it was asked again');
		return earlier;
	}
	const body = JSON.parse(JSON.stringify((await run(ctx)) ?? null)) as unknown;
	await ctx.db
		.updateTable('platform.answered_call')
		.set({ status, body })
		.where('caller', '=', caller)
		.where('key', '=', key)
		.execute();
	return { body, status, repeated: false };
});

/** The key of a call, or null without one. Throws Problem `call.key-invalid` (422). */
export function readKey(request: Request): string | null {
	const key = request.headers.get('idempotency-key');
	if (key !== null && !/^[\x21-\x7e]{1,200}$/.test(key)) throw new Problem('call.key-invalid', 422);
	return key;
}

/** SHA-256 of a text, in hexadecimal. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
