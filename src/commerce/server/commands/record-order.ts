import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { OrderEvent } from '#commerce/order-event.ts';
import { mayRecordOrder } from '#commerce/policy.ts';
import { keepEvent } from '#commerce/server/keep-event.ts';

/** The source of orders that were reported without a shop's webhook. */
const reported = 'reported';

const RecordOrder = z.object({
	/** Handle of a source; without it, the orders reported by hand or by the API. */
	source: z.string().default(reported),
	event: OrderEvent,
});

/** Reports an order that no webhook brought: by the API, by import, by hand. Same rules, same ledger. */
export const recordOrder = command(RecordOrder, async (ctx, { source: handle, event }) => {
	authorize(ctx.actor, 'order.record', mayRecordOrder, null);
	const source = (await findSource(ctx, handle)) ?? (handle === reported ? await openReported(ctx) : undefined);
	if (!source) throw notFound('source');
	return keepEvent(ctx, source, event);
});

const findSource = (ctx: Ctx, handle: string): Promise<{ id: number; handle: string } | undefined> =>
	ctx.db
		.selectFrom('commerce.source')
		.select(['id', 'handle'])
		.where('handle', '=', handle)
		.where('retired', 'is', null)
		.executeTakeFirst();

/** It has no secret, so its webhook accepts nothing. */
async function openReported(ctx: Ctx): Promise<{ id: number; handle: string } | undefined> {
	await ctx.db
		.insertInto('commerce.source')
		.values({ handle: reported, name: reported, kind: 'generic', created: ctx.now })
		.onConflict((conflict) => conflict.column('handle').doNothing())
		.execute();
	return findSource(ctx, reported);
}
