import type { RequestEvent } from '@sveltejs/kit';
import { homePage } from '#web/home-page.ts';
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const { brand, locale } = event.locals;
	return homePage(sharedPage(event, { reads: 'home' }), brand, locale);
}
