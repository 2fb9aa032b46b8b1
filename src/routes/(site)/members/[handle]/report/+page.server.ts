import { redirect, type RequestEvent } from '@sveltejs/kit';
import { readProfile } from '#membership/server/index.ts';
import { reportProfile } from '#moderation/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

const find = (event: RequestEvent) => readProfile(personalPage(event), { handle: event.params['handle'] ?? '' });

/** For whoever has joined; others are asked to, and come back. */
export async function load(event: RequestEvent) {
	const { name, path } = await find(event);
	if (event.locals.ctx.actor.kind === 'visitor') redirect(303, `/login?to=${encodeURIComponent(event.url.pathname)}`);
	return { name, path };
}

export const actions = {
	default: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			const { id: member } = await find(event);
			const { reason, words } = values;
			await reportProfile(event.locals.ctx, { member, reason: reason as never, words });
			return { reported: true };
		});
	},
};
