import { reaction } from '#platform/job/job.ts';
import { askOutside } from '#platform/outside/ask-outside.ts';
import { articleSeen } from '#content/events.ts';
import { changedPlace } from '#seo/server/changed-place.ts';
import { readSettings } from '#seo/server/queries/read-settings.ts';

/**
 * Tells the WebSub hub that feeds changed, the site's and those of an article's tags; the hub fetches them and tells their
 * subscribers. Pages and series stand in no feed.
 */
export const pingHub = reaction(
	'seo.ping-hub',
	articleSeen,
	async (ctx, fact) => {
		const { hub } = await readSettings(ctx, {});
		const place = hub && (await changedPlace(ctx, fact));
		if (!place) return;
		const form = new URLSearchParams({ 'hub.mode': 'publish' });
		for (const base of ['/feed', ...place.tags.map((tag) => `/tags/${encodeURIComponent(tag)}/feed`)])
			for (const format of ['xml', 'rss', 'json'])
				for (const name of ['hub.url', 'hub.topic']) form.append(name, `${ctx.site.url}${base}.${format}`);
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
