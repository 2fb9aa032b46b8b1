import type { RequestEvent } from '@sveltejs/kit';
import { readPreferences } from '#notification/server/index.ts';
import { preferenceActions } from '#web/newsletter-form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	event.setHeaders({ 'cache-control': 'no-store' });
	return { preferences: await readPreferences(personalPage(event), { key: event.params['key'] ?? '' }) };
}

export const actions = preferenceActions((event) => event.params['key'] ?? '');
