import type { RequestEvent } from '@sveltejs/kit';
import { mayChangeFound } from '#seo/policy.ts';
import { deleteRedirect, listRedirects } from '#seo/server/index.ts';
import { addOneRedirect } from '#web/redirect-form.ts';
import { readForm, submit } from '#web/form.ts';

export async function load({ locals, url }: RequestEvent) {
	const search = url.searchParams.get('q') ?? '';
	const before = url.searchParams.get('before') ?? undefined;
	const redirects = await listRedirects(locals.ctx, { search, before });
	return { redirects, search, first: !before, may: mayChangeFound(locals.actor) };
}

export const actions = {
	add: addOneRedirect,
	delete: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await deleteRedirect(event.locals.ctx, { id: values['id'] ?? '' });
			return { deleted: true };
		});
	},
};
