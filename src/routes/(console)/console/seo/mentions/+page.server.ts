import type { RequestEvent } from '@sveltejs/kit';
import { mayChangeFound } from '#seo/policy.ts';
import { judgeMention, listMentions, readSettings } from '#seo/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export async function load({ locals, url }: RequestEvent) {
	const before = url.searchParams.get('before') ?? undefined;
	const mentions = await listMentions(locals.ctx, { before });
	const { webmention } = await readSettings(locals.ctx, {});
	return { mentions, first: !before, on: webmention, may: mayChangeFound(locals.actor) };
}

export const actions = {
	default: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await judgeMention(event.locals.ctx, { id: values['id'] ?? '', shown: values['shown'] === 'yes' });
			return { done: true };
		});
	},
};
