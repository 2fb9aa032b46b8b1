import type { RequestEvent } from '@sveltejs/kit';
import { readUnsubscribing, unsubscribe } from '#notification/server/index.ts';
import { submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

/** Looking at the link ends nothing: mail scanners look at every link. */
export async function load(event: RequestEvent) {
	event.setHeaders({ 'cache-control': 'no-store' });
	const key = event.params['key'] ?? '';
	return { key, out: await readUnsubscribing(personalPage(event), { key }) };
}

export const actions = {
	default: (event: RequestEvent) =>
		submit(event, {}, async () => {
			const { ctx, front } = event.locals;
			await unsubscribe(ctx, { key: event.params['key'] ?? '', place: 'mail', address: front.address });
			return { done: true };
		}),
};
