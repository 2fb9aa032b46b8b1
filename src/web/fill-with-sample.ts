import { system } from '#platform/actor.ts';
import type { OpenSite } from '#platform/installation/open-site.ts';

/**
 * Begins to fill a site that has just been set up with the sample brand, and does not wait for the end: that takes
 * longer than a browser should be kept waiting. What is begun is finished, by this process or at the next start. It is
 * loaded only when it is wanted: it is a book of its own.
 */
export async function fillWithSample(site: OpenSite): Promise<void> {
	const { beginFilling } = await import('#app/sample-brand/continue-sample.ts');
	await beginFilling(site, site.context({ actor: system, locale: 'zh-TW' }).now);
}

/** How many things of the sample brand are there already, while it is being filled in; null when it is not. */
export async function readFilling(site: OpenSite): Promise<number | null> {
	const { countTold } = await import('#app/sample-brand/continue-sample.ts');
	return countTold(site.context({ actor: system, locale: 'zh-TW' }));
}
