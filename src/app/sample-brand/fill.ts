import { system } from '#platform/actor.ts';
import type { SiteHandle } from '#platform/context/context.ts';
import type { OpenSite } from '#platform/installation/open-site.ts';
import { readBrand } from '#site/server/index.ts';
import { members } from '#app/sample-brand/content/index.ts';
import { dayOf } from '#app/sample-brand/moment.ts';
import { openPast, type Past } from '#app/sample-brand/past.ts';
import { storePictures } from '#app/sample-brand/store-pictures.ts';
import { beginSample, endSample, openStory, readProgress } from '#app/sample-brand/story.ts';
import { tellArticles } from '#app/sample-brand/tell-articles.ts';
import { tellBrand } from '#app/sample-brand/tell-brand.ts';
import { tellEvents } from '#app/sample-brand/tell-events.ts';
import { tellElsewhere } from '#app/sample-brand/tell-elsewhere.ts';
import { tellGroups } from '#app/sample-brand/tell-groups.ts';
import { tellSegments } from '#app/sample-brand/tell-segments.ts';
import { tellLinks } from '#app/sample-brand/tell-links.ts';
import { tellMembers } from '#app/sample-brand/tell-members.ts';
import { tellNewsletter } from '#app/sample-brand/tell-newsletter.ts';
import { tellOrder } from '#app/sample-brand/tell-order.ts';
import { tellOrders } from '#app/sample-brand/tell-orders.ts';
import { tellPages } from '#app/sample-brand/tell-pages.ts';
import { tellPlans } from '#app/sample-brand/tell-plans.ts';
import { tellPosts } from '#app/sample-brand/tell-posts.ts';
import { tellSeries } from '#app/sample-brand/tell-series.ts';
import { tellThreads } from '#app/sample-brand/tell-threads.ts';
import { tellTalks } from '#app/sample-brand/tell-talks.ts';
import { tellVisits } from '#app/sample-brand/tell-visits.ts';
import { tellRest } from '#app/sample-brand/tell-rest.ts';

/**
 * Fills a site with the sample brand: ninety days before `today`, in order of time, by the commands that the product
 * uses. Where it is done already nothing happens; where an earlier run ended early it goes on, on the days of that run.
 * A site that has been set up keeps its owner and what they typed. Returns the id of the sample's own owner, who is an
 * editor where the site has another one.
 */
export function fillSampleBrand(site: OpenSite, today: Date): Promise<{ owner: number }> {
	let filling = running.get(site.handle);
	if (!filling) {
		filling = fillOnce(site, today).finally(() => running.delete(site.handle));
		running.set(site.handle, filling);
	}
	return filling;
}

/** Sites that are being filled: who asks meanwhile waits with the others. */
const running = new WeakMap<SiteHandle, Promise<{ owner: number }>>();

async function fillOnce(site: OpenSite, today: Date): Promise<{ owner: number }> {
	const past = await openPast(site);
	try {
		return await fill(past, today);
	} finally {
		await past.close();
	}
}

async function fill(past: Past, today: Date): Promise<{ owner: number }> {
	past.setClock(today);
	const ctx = past.as(system);
	const progress =
		(await readProgress(ctx)) ??
		(await beginSample(ctx, { zero: dayOf(today), ownBrand: (await readBrand(ctx, {})).ready }));
	const story = await openStory(past, progress);
	const owner = `member:${members.find(({ role }) => role === 'owner')?.key}`;
	if (progress.done) return { owner: story.id(owner) };
	past.setClock(story.when([-90, 8, 0]));
	const pictures = storePictures(past.as(system));
	const deeds = [
		...tellBrand(story, pictures, progress.ownBrand),
		...tellMembers(story),
		...tellArticles(story, pictures),
		...tellThreads(story),
		...tellSeries(story),
		...tellPages(story),
		...tellLinks(story),
		...tellPosts(story),
		...tellPlans(story),
		...tellVisits(story),
		...tellOrders(story, pictures),
		...tellOrder(story),
		...tellNewsletter(story),
		...tellEvents(story, pictures),
		...tellGroups(story),
		...tellSegments(story),
		...tellTalks(story),
		...tellElsewhere(story),
		...tellRest(story),
	].sort((one, other) => one.time.getTime() - other.time.getTime());
	try {
		for (const deed of deeds) await story.tell(deed);
	} finally {
		await pictures.stop();
	}
	past.setClock(today);
	await endSample(past.as(system), {});
	await past.runJobs();
	return { owner: story.id(owner) };
}
