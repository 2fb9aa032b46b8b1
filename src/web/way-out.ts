import type { RequestEvent } from '@sveltejs/kit';
import { visitor } from '#platform/actor.ts';
import { findWayOut, type WayOut } from '#site/server/index.ts';

/** What the page of an address that does not exist, or no longer, offers instead; null for everything that is no page of the site. */
export async function wayOut(
	event: RequestEvent,
	status: number,
): Promise<{ similar: WayOut[]; popular: WayOut[] } | null> {
	const { ctx, brand } = event.locals;
	if (
		![404, 410].includes(status) ||
		event.request.method !== 'GET' ||
		!event.route.id?.startsWith('/(site)') ||
		!brand.ready
	)
		return null;
	try {
		return await findWayOut({ ...ctx, actor: visitor }, { path: event.url.pathname });
	} catch (error) {
		// Help that fails must not turn "not found" into something worse.
		ctx.log.warn('no way out was found', { error });
		return null;
	}
}
