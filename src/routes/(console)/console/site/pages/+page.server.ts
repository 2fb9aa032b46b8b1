import type { RequestEvent } from '@sveltejs/kit';
import { listPageDrafts } from '#content/server/index.ts';
import { beginPages, checkPrivacy } from '#site/server/index.ts';
import { locales } from '#platform/language/locale.ts';
import { readForm, submit } from '#web/form.ts';

export async function load({ locals }: RequestEvent) {
	return { pages: await listPageDrafts(locals.ctx, {}), privacy: await checkPrivacy(locals.ctx, {}) };
}

export const actions = {
	begin: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			const wanted = locales.filter((locale) => values[`locale.${locale}`]);
			return { begun: (await beginPages(event.locals.ctx, { locales: wanted })).begun.length };
		});
	},
};
