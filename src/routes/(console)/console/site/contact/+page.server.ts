import type { RequestEvent } from '@sveltejs/kit';
import { authorize } from '#platform/actor.ts';
import { changeContact, readContact } from '#site/server/index.ts';
import { mayChangeSite } from '#site/policy.ts';
import { readForm, submit } from '#web/form.ts';

export async function load({ locals }: RequestEvent) {
	authorize(locals.actor, 'site.change', mayChangeSite, null);
	return { contact: await readContact(locals.ctx, {}) };
}

export const actions = {
	default: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await changeContact(event.locals.ctx, values);
			return { saved: true };
		});
	},
};
