import type { RequestEvent } from '@sveltejs/kit';
import { authorize } from '#platform/actor.ts';
import { changeBrand } from '#site/server/index.ts';
import { mayChangeSite } from '#site/policy.ts';
import { readBrandForm } from '#web/brand-form.ts';
import { submit } from '#web/form.ts';

export function load({ locals }: RequestEvent) {
	authorize(locals.actor, 'site.change', mayChangeSite, null);
}

export const actions = {
	default: async (event: RequestEvent) => {
		const { values, brand } = await readBrandForm(event);
		return submit(event, values, async () => {
			// Nothing is stored for whoever may not change the brand.
			authorize(event.locals.actor, 'site.change', mayChangeSite, null);
			await changeBrand(event.locals.ctx, await brand());
			return { saved: true };
		});
	},
};
