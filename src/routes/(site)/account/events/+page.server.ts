import { redirect, type RequestEvent } from '@sveltejs/kit';
import { listOwnTickets } from '#gathering/server/index.ts';
import { maySetUpSecondFactor } from '#membership/policy.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	if (ctx.actor.kind !== 'member') redirect(303, '/login?to=/account/events');
	return {
		tickets: await listOwnTickets(ctx, {}),
		now: ctx.now,
		staff: maySetUpSecondFactor(ctx.actor, { id: ctx.actor.member }),
		signedOff: event.url.searchParams.has('off'),
	};
}
