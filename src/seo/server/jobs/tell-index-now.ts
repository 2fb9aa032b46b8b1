import { reaction } from '#platform/job/job.ts';
import { askOutside } from '#platform/outside/ask-outside.ts';
import { isPublicAddress } from '#seo/public-address.ts';
import { articleSeen, pageSeen, seriesSeen } from '#content/events.ts';
import { changedPlace } from '#seo/server/changed-place.ts';
import { indexNowKey } from '#seo/server/index-now-key.ts';
import { readSettings } from '#seo/server/queries/read-settings.ts';

/**
 * Tells search engines which addresses changed (IndexNow protocol), when the site is one that they can reach. Telling
 * twice does no harm. A refusal of the key or the address is logged and not repeated; a bad day is.
 */
export const tellIndexNow = reaction(
	'seo.tell-index-now',
	[...articleSeen, ...pageSeen, ...seriesSeen],
	async (ctx, fact) => {
		if (!isPublicAddress(ctx.site.url) || !(await readSettings(ctx, {})).indexNow) return;
		const place = await changedPlace(ctx, fact);
		if (!place) return;
		const key = indexNowKey(ctx.site);
		const { status } = await askOutside(ctx.settings, `${ctx.settings.indexNowUrl}/indexnow`, {
			method: 'POST',
			headers: { 'content-type': 'application/json; charset=utf-8' },
			body: JSON.stringify({
				host: new URL(ctx.site.url).host,
				key,
				keyLocation: `${ctx.site.url}/${key}.txt`,
				urlList: [place.path, ...place.beside].map((path) => ctx.site.url + path),
			}),
		});
		if (status === 429 || status >= 500) throw new Error(`IndexNow answered ${status}`);
		if (status >= 400) ctx.log.warn('IndexNow refused', { status, path: place.path });
	},
	{ retries: 5, pause: 60, patient: true },
);
