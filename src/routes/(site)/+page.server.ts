import type { RequestEvent } from '@sveltejs/kit';
import { homeThing } from '#seo/share-picture.ts';
import { homePage } from '#web/home-page.ts';
import { shareCard } from '#web/share-card.ts';
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const { brand, locale } = event.locals;
	const ctx = sharedPage(event, { reads: 'home' });
	return { ...(await homePage(ctx, brand, locale)), card: await shareCard(ctx, homeThing, brand.name) };
}
