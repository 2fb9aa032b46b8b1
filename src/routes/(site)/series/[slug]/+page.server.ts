import type { RequestEvent } from '@sveltejs/kit';
import { readSeries } from '#content/server/index.ts';
import { storiesOf } from '#web/as-home.ts';
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const { articles, ...series } = await readSeries(sharedPage(event), { slug: event.params['slug'] as string });
	return { series, stories: storiesOf(articles, event.locals.brand, event.locals.locale) };
}
