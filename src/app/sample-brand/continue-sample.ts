import { system } from '#platform/actor.ts';
import type { OpenSite } from '#platform/installation/open-site.ts';
import { readProgress } from '#app/sample-brand/story.ts';

/** Tells the sample brand of a site to its end when an earlier process stopped in the middle. Never throws. */
export async function continueSample(site: OpenSite): Promise<void> {
	const ctx = site.context({ actor: system, locale: 'zh-TW' });
	try {
		const progress = await readProgress(ctx);
		if (!progress || progress.done) return;
		const { fillSampleBrand } = await import('#app/sample-brand/fill.ts');
		await fillSampleBrand(site, ctx.now);
	} catch (error) {
		ctx.log.error('the sample brand was not finished', { error });
	}
}
