import { z } from 'zod';
import { visitor } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { checkInput, invalidInput } from '#platform/context/check-input.ts';
import { Problem } from '#platform/problem.ts';
import { OrderEvent, orderEventTypes, type OrderAnswer } from '#commerce/order-event.ts';
import { keepEvent } from '#commerce/server/keep-event.ts';
import { unseal } from '#commerce/server/seal.ts';
import { checkSignature } from '#platform/signature.ts';

/** Largest body of a webhook, in bytes. */
export const largestBody = 256 * 1024;

/** A call of a shop, as it came in. */
export interface OrderCall {
	/** The source's handle, from the address. */
	source: string;
	/** The bytes that were signed. */
	raw: Buffer;
	headers: Headers;
}

const Received = z.object({
	source: z.object({ id: z.number().int(), handle: z.string() }),
	event: z.custom<OrderEvent>(),
});

/** The signature is the permission: there is nobody else to ask. */
const keepReceived = command(Received, (ctx, { source, event }) => keepEvent(ctx, source, event));

/**
 * Takes the call of a shop: checks who sent it, then what it says, and writes it into the ledger; all other effects are
 * jobs, so the answer is quick. A repetition gets the answer of the first time. Refuses with `webhook.too-large` (413),
 * `webhook.source-unknown` (404), `webhook.unsigned`, `webhook.signature-wrong`, `webhook.signature-old` (401),
 * `webhook.unreadable` (400), `input.invalid` and what `keepEvent` refuses. A source without a secret accepts nothing.
 */
export async function receiveOrder(ctx: Ctx, { source: handle, raw, headers }: OrderCall): Promise<OrderAnswer> {
	if (raw.length > largestBody) throw new Problem('webhook.too-large', 413, { kilobytes: largestBody / 1024 });
	const source = /^[a-z0-9-]{1,40}$/.test(handle)
		? await ctx.db
				.selectFrom('commerce.source')
				.select(['id', 'handle', 'secret'])
				.where('handle', '=', handle)
				.where('retired', 'is', null)
				.executeTakeFirst()
		: undefined;
	if (!source) throw new Problem('webhook.source-unknown', 404);
	const secret = source.secret && unseal(ctx.site, source.handle, source.secret);
	if (!secret) throw new Problem('webhook.unsigned', 401);
	const fault = checkSignature(
		secret,
		raw,
		{ timed: headers.get('homecourt-signature'), plain: headers.get('x-homecourt-hmac-sha256') },
		ctx.now,
	);
	if (fault) throw new Problem(faults[fault], 401);
	// Checked here, so that a finding names the field as the sender wrote it.
	const event = checkInput(OrderEvent, readEvent(raw));
	// Whoever's session the caller may carry is not who reported it.
	return keepReceived({ ...ctx, actor: visitor }, { source: { id: source.id, handle: source.handle }, event });
}

const faults = { missing: 'webhook.unsigned', wrong: 'webhook.signature-wrong', old: 'webhook.signature-old' } as const;

/** The event as it was sent; its shape is not looked at yet. */
function readEvent(raw: Buffer): unknown {
	let event: unknown;
	try {
		event = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
	} catch {
		throw new Problem('webhook.unreadable', 400);
	}
	if (event === null || typeof event !== 'object' || Array.isArray(event))
		throw invalidInput([{ path: '', key: 'wrong-type' }]);
	const { type } = event as { type?: unknown };
	// Said before everything else: events of other kinds have other shapes.
	if (typeof type === 'string' && !(orderEventTypes as readonly string[]).includes(type))
		throw new Problem('order.type-unknown', 422);
	return event;
}
