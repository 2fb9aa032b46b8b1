import { system } from '#platform/actor.ts';
import type { OpenSite } from '#platform/installation/open-site.ts';

/** Fills a site that has just been set up with the sample brand. It is loaded only when it is wanted: it is a book of its own. */
export async function fillWithSample(site: OpenSite): Promise<void> {
	const { fillSampleBrand } = await import('#app/sample-brand/fill.ts');
	await fillSampleBrand(site, site.context({ actor: system, locale: 'zh-TW' }).now);
}
