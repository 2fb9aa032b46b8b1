import { redirect, type RequestEvent } from '@sveltejs/kit';
import { forgetVersions, listVersions } from '#community/server/index.ts';
import { commentWorkPath } from '#community/thread.ts';
import { readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	return {
		id: event.params['id'] as string,
		...(await listVersions(personalPage(event), { id: event.params['id'] as string })),
	};
}

export const actions = {
	default: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			const { id } = await forgetVersions(event.locals.ctx, { id: event.params['id'] as string });
			redirect(303, commentWorkPath(id));
		});
	},
};
