import type { RequestEvent } from '@sveltejs/kit';
import type { OfferedProviders } from '#membership/provider.ts';
import { listProviders } from '#membership/server/index.ts';
import { isInApp } from '#web/front/in-app.ts';

/** The app whose browser asks; '' for a browser of its own. */
export const appOf = (event: RequestEvent) => isInApp(event.request.headers.get('user-agent') ?? '');

/** The providers that a page for signing in offers in this browser. */
export async function offerProviders(event: RequestEvent): Promise<{ providers: OfferedProviders }> {
	const app = appOf(event);
	const { offered, elsewhere } = await listProviders(event.locals.ctx, { app });
	return { providers: { offered, elsewhere, app, again: event.url.searchParams.get('trouble') === 'provider.state' } };
}
