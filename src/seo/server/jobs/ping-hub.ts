import { reaction } from '#platform/job/job.ts';
import { askOutside } from '#platform/outside/ask-outside.ts';
import { articleFacts, changedArticle } from '#seo/server/changed-article.ts';
import { readSettings } from '#seo/server/queries/read-settings.ts';

/** Tells the WebSub hub that the site's feeds changed; the hub fetches them and tells their subscribers. */
export const pingHub = reaction(
	'seo.ping-hub',
	articleFacts,
	async (ctx, fact) => {
		const { hub } = await readSettings(ctx, {});
		if (!hub || !(await changedArticle(ctx, fact))) return;
		const form = new URLSearchParams({ 'hub.mode': 'publish' });
		for (const format of ['xml', 'rss', 'json']) {
			form.append('hub.url', `${ctx.site.url}/feed.${format}`);
			form.append('hub.topic', `${ctx.site.url}/feed.${format}`);
		}
		const { status } = await askOutside(ctx.settings, hub, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: form.toString(),
		});
		if (status === 429 || status >= 500) throw new Error(`The hub answered ${status}`);
		if (status >= 300) ctx.log.warn('hub refused', { status });
	},
	{ retries: 5, pause: 30, patient: true },
);
