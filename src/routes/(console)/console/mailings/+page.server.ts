import type { RequestEvent } from '@sveltejs/kit';
import { createMailing, listMailings, listSendable } from '#notification/server/index.ts';
import { maySendMailings } from '#notification/policy.ts';
import { goOn, readForm, submit } from '#web/form.ts';

export async function load({ locals, url }: RequestEvent) {
	const { ctx, actor } = locals;
	return {
		mailings: await listMailings(ctx, { before: url.searchParams.get('before') ?? undefined }),
		sendable: maySendMailings(actor) ? await listSendable(ctx, {}) : [],
		chosen: Number(url.searchParams.get('article')) || null,
	};
}

export const actions = {
	create: async (event: RequestEvent) => {
		const { article = '' } = await readForm(event);
		const done = await submit(event, { article }, () => createMailing(event.locals.ctx, { article }));
		return 'mailing' in done ? goOn(undefined, `/console/mailings/${done.mailing}`) : done;
	},
};
