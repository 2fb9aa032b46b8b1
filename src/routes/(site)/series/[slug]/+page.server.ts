import { redirect, type RequestEvent } from '@sveltejs/kit';
import { readSeries } from '#content/server/index.ts';
import { seriesThing } from '#content/article.ts';
import { readMentions } from '#seo/server/index.ts';
import { shareCard } from '#web/share-card.ts';
import { storiesOf } from '#web/as-home.ts';
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = sharedPage(event);
	const found = await readSeries(ctx, { slug: event.params['slug'] as string });
	if (found.moved !== undefined) redirect(301, found.moved);
	const { articles, ...series } = found;
	const card = await shareCard(ctx, seriesThing(series.id), series.title);
	const said = await readMentions(ctx, { series: series.id });
	return { series, said, card, stories: storiesOf(articles, event.locals.brand, event.locals.locale) };
}
