import { system } from '#platform/actor.ts';
import type { OpenSite } from '#platform/installation/open-site.ts';
import { readBrand } from '#site/server/index.ts';
import { dayOf } from '#app/sample-brand/moment.ts';
import { beginSample, readProgress } from '#app/sample-brand/story.ts';

export { countTold } from '#app/sample-brand/story.ts';

/** Notes that the sample brand is begun, and goes on telling it while whoever asked for it goes on their way. */
export async function beginFilling(site: OpenSite, today: Date): Promise<void> {
	const ctx = site.context({ actor: system, locale: 'zh-TW' });
	if (!(await readProgress(ctx)))
		await beginSample(ctx, { zero: dayOf(today), ownBrand: (await readBrand(ctx, {})).ready });
	void continueSample(site);
}

/** Tells the sample brand of a site to its end, also when an earlier process stopped in the middle. Never throws. */
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
