import type { RequestEvent } from '@sveltejs/kit';
import { findTouch } from '#insight/server/index.ts';
import { askedFrom, type AskedFrom } from '#membership/server/index.ts';

/** Where a request to come in comes from. */
export const fromOf = (event: RequestEvent): AskedFrom => askedFrom(event.request, event.locals.front.address);

/** By what they came first, for whoever is about to join. */
export async function findTouchOf(event: RequestEvent) {
	const { address, browser: userAgent } = fromOf(event);
	const touch = await findTouch(event.locals.ctx, { address, userAgent, via: event.cookies.get('via') ?? null });
	return { cameByLink: touch?.link ?? null, cameTo: touch?.cameTo ?? null, visitor: touch?.visitor ?? null };
}
