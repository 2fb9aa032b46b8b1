import { redirect, type RequestEvent } from '@sveltejs/kit';
import { authorize } from '#platform/actor.ts';
import { changeLook, type ChangeLook } from '#site/server/index.ts';
import { mayChangeSite } from '#site/policy.ts';
import type { z } from 'zod';
import { readLook } from '#web/draft-look.ts';
import { readForm, submit } from '#web/form.ts';

export function load({ locals, url }: RequestEvent) {
	authorize(locals.actor, 'site.change', mayChangeSite, null);
	return { look: readLook(url, locals.brand), saved: url.searchParams.has('saved') };
}

export const actions = {
	apply: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await changeLook(event.locals.ctx, values as unknown as z.input<typeof ChangeLook>);
			redirect(303, '/console/site/look?saved');
		});
	},
};
