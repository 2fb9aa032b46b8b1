import type { RequestEvent } from '@sveltejs/kit';
import { listSuppressed, releaseAddress, suppressAddress } from '#notification/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export async function load({ locals, url }: RequestEvent) {
	const search = (url.searchParams.get('q') ?? '').slice(0, 200);
	const from = url.searchParams.get('from') ?? undefined;
	return { search, suppressed: await listSuppressed(locals.ctx, { q: search, from }) };
}

export const actions = {
	add: async (event: RequestEvent) => {
		const { email = '', reason = '', note = '' } = await readForm(event);
		return submit(event, { email, reason, note }, async () => {
			await suppressAddress(event.locals.ctx, { email, reason: reason as 'request', note });
			return { done: 'added' as const };
		});
	},
	release: async (event: RequestEvent) => {
		const { email = '' } = await readForm(event);
		return submit(event, {}, async () => {
			await releaseAddress(event.locals.ctx, { email });
			return { done: 'released' as const };
		});
	},
};
