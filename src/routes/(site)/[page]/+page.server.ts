import { redirect, type RequestEvent } from '@sveltejs/kit';
import { pageThing } from '#content/page.ts';
import { readPage } from '#content/server/index.ts';
import { readMentions } from '#seo/server/index.ts';
import { shareCard } from '#web/share-card.ts';
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = sharedPage(event);
	const page = await readPage(ctx, { slug: event.params['page'] as string });
	if ('moved' in page) redirect(301, page.moved);
	sharedPage(event, { polls: page.polls });
	const found = await readMentions(ctx, { page: page.id });
	return { page, found, card: await shareCard(ctx, pageThing(page.id), page.title) };
}
