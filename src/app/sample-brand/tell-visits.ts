import type { Ctx } from '#platform/context/context.ts';
import { countClick, countHit, flushHits, type PageHit } from '#insight/server/index.ts';
import { viaCookie, viaValue } from '#insight/via.ts';
import { articles, links, type Arrival } from '#app/sample-brand/content/index.ts';
import { later } from '#app/sample-brand/moment.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';
import { findLinkOf, type Link } from '#app/sample-brand/tell-links.ts';
import { readsFor, visitsOn, type PlannedVisit } from '#app/sample-brand/visit-plan.ts';

const firstDay = -90;
const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const browsers = {
	phone: `${phone} Version/18.5 Mobile/15E148 Safari/604.1`,
	desktop:
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
	android:
		'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
	facebook: `${phone} Mobile/15E148 [FBAN/FBIOS;FBAV/540.0.0.32.70]`,
	line: `${phone} Mobile/15E148 Safari Line/15.20.0`,
};
const plain = [browsers.phone, browsers.android, browsers.desktop];
/** Addresses that belong to nobody (RFC 5737); no two visitors of a day share one. */
const networks = ['192.0.2', '198.51.100', '203.0.113'];

/** The visits of each day, counted when it is over: real hits, by the same way as those of a browser. */
export const tellVisits = ({ when }: Story): Deed[] =>
	Array.from({ length: -firstDay }, (_, index) => firstDay + index).map((day) => ({
		key: `visits:${day}`,
		time: later(when([day, 23, 59]), 0.5),
		async repeatable(ctx, story) {
			// What was counted is written in one go: where a day has visits, it has them all.
			const midnight = when([day, 0, 0]);
			if (await hasVisits(ctx, midnight)) return undefined;
			const planned = visitsOn(day).map((visit, number) => ({
				...visit,
				number,
				time: later(midnight, visit.minute),
				address: `${networks[Math.floor(number / 250) % networks.length]}.${(number % 250) + 1}`,
			}));
			const links = new Map<Arrival, Link | null>();
			for (const { source } of planned) if (!links.has(source)) links.set(source, await findLinkOf(ctx, story, source));
			await Promise.all(planned.map((visit) => follow(ctx, visit, links.get(visit.source))));
			for (const visit of planned) read(ctx, story, visit, links.get(visit.source));
			story.past.setClock(ctx.now);
			await flushHits(story.past.site.handle);
			return undefined;
		},
	}));

/** Whether visits of the day that begins then are written. */
async function hasVisits(ctx: Ctx, midnight: Date): Promise<boolean> {
	const found = ctx.db
		.selectFrom('insight.visit')
		.select('id')
		.where('began', '>=', midnight)
		.where('began', '<', later(midnight, 24 * 60));
	return (await found.limit(1).executeTakeFirst()) !== undefined;
}

/** A visit at its time, by a visitor with an address of the day. */
interface DatedVisit extends PlannedVisit {
	time: Date;
	address: string;
	number: number;
}

/** People who come by a tracked link follow it first. */
async function follow(ctx: Ctx, visit: DatedVisit, link: Link | null | undefined): Promise<void> {
	if (!link || visit.kind !== 'person') return;
	const { address, number, time } = visit;
	await countClick(
		{ ...ctx, now: time },
		{ link: link.id, address, userAgent: agentOf(visit, number), headers: {}, member: null, method: 'GET' },
	);
}

/** Reads a page. Who joins during the visit goes on reading, and is known from then on. */
function read(ctx: Ctx, story: Story, visit: DatedVisit, link: Link | null | undefined): void {
	const { past } = story;
	const hit = hitOf(ctx, story, visit, link ? viaValue(link.code, visit.time) : null);
	past.setClock(visit.time);
	countHit(past.site, hit);
	if (!visit.joins) return;
	past.setClock(later(visit.time, readsFor + 1));
	countHit(past.site, { ...hit, member: { id: story.id(`member:${visit.joins}`), staff: false } });
}

function hitOf(ctx: Ctx, story: Story, visit: DatedVisit, via: string | null): PageHit {
	const article = articles.find(({ key }) => key === visit.article);
	const userAgent = agentOf(visit, visit.number);
	return {
		path: article ? `/articles/${article.slug}` : '/',
		reads: article ? `article:${story.id(`article:${article.key}`)}` : '',
		address: visit.address,
		userAgent,
		headers: {
			host: new URL(ctx.site.url).host,
			'user-agent': userAgent,
			...(visit.source === 'search' ? { referer: 'https://www.google.com/' } : {}),
			...(via ? { cookie: `${viaCookie}=${via}` } : {}),
		},
		member: visit.kind === 'staff' ? { id: story.id('member:aying'), staff: true } : null,
	};
}

/** What the visitor reads with. */
function agentOf({ source, agent }: Pick<PlannedVisit, 'source' | 'agent'>, number: number): string {
	if (agent) return agent;
	const channel = source.startsWith('link:') ? links.find(({ key }) => source === `link:${key}`)?.channel : undefined;
	if (source === 'line' || channel === 'line') return browsers.line;
	if (channel === 'facebook') return browsers.facebook;
	return plain[number % plain.length] as string;
}
