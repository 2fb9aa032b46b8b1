import { redirect, type RequestEvent } from '@sveltejs/kit';
import { authorize } from '#platform/actor.ts';
import { featureArticle, listArticles, readFeatured } from '#content/server/index.ts';
import { changeLook, type ChangeLook } from '#site/server/index.ts';
import { mayChangeSite } from '#site/policy.ts';
import type { z } from 'zod';
import { readLook } from '#web/draft-look.ts';
import { readForm, submit } from '#web/form.ts';

export async function load({ locals, url }: RequestEvent) {
	authorize(locals.actor, 'site.change', mayChangeSite, null);
	const [featured, newest] = await Promise.all([readFeatured(locals.ctx, {}), listArticles(locals.ctx, { limit: 50 })]);
	const others = newest.items.filter(({ id }) => id !== featured?.id);
	const articles = [...(featured ? [featured] : []), ...others].map(({ id, title }) => ({ id, title }));
	const saved = url.searchParams.get('saved');
	return { look: readLook(url, locals.brand), articles, featured: featured?.id ?? null, saved };
}

export const actions = {
	apply: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await changeLook(event.locals.ctx, values as unknown as z.input<typeof ChangeLook>);
			redirect(303, '/console/site/look?saved=look');
		});
	},
	feature: async (event: RequestEvent) => {
		const { article } = await readForm(event);
		return submit(event, {}, async () => {
			await featureArticle(event.locals.ctx, { article: article || null });
			redirect(303, '/console/site/look?saved=featured');
		});
	},
};
