import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	countClick,
	countHit,
	findTouch,
	flushHits,
	stopCounting,
	visitorOf,
	type PageHit,
} from '#insight/server/index.ts';
import { addHit, batchLimit, emptyBatch, type CountedHit } from '#insight/server/counting/batch.ts';
import { hmacHex, hmacKeys } from '#insight/server/counting/visitor.ts';
import { plainVisits, type PlainClick, type PlainHit } from '#insight/server/counting/plain-visits.ts';
import { repeatable, sowLink } from '#insight/server/sow.ts';
import { viaValue } from '#insight/via.ts';

const phone =
	'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/470.0.0.41.97]';
const desk = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';

let place: TestSite;
const link: Record<string, number> = {};
beforeAll(async () => {
	place = await testSite();
	for (const code of ['aaaaaaa', 'bbbbbbb', 'ccccccc']) link[code] = await sowLink(place.site.sql, { code });
	link['ddddddd'] = await sowLink(place.site.sql, { code: 'ddddddd', printed: true });
});
afterAll(() => place.close());
beforeEach(async () => {
	await flushHits(place.site.handle);
	await place.site
		.sql`truncate insight.visit, insight.reading, insight.tally, insight.click, insight.drop restart identity cascade`;
	place.clock.set(new Date('2026-11-24T02:00:00Z'));
});

const hit = (given: Partial<PageHit> = {}): PageHit => ({
	path: '/articles/soy',
	reads: 'article:1',
	address: '203.0.113.7',
	userAgent: desk,
	headers: { host: 'localhost:3000' },
	member: null,
	...given,
});
const view = (given: Partial<PageHit> = {}): void => countHit(place.site, hit(given));
const visits = () =>
	place.site
		.sql`select day::text, link, pages, source, entry_thing as thing, member, began, last_seen from insight.visit order by began, id`;
const tally = async (): Promise<Record<string, number>> =>
	Object.fromEntries(
		(await place.site.sql`select day || ' ' || subject as key, visits from insight.tally order by 1`).map((row) => [
			row['key'],
			row['visits'],
		]),
	);
const minutes = (count: number): void => place.clock.advance(count * 60_000);

describe('a visit', () => {
	it('goes on over pauses of thirty minutes and ends after a longer one', async () => {
		view();
		minutes(30);
		view({ reads: 'article:2' });
		await flushHits(place.site.handle);
		minutes(30);
		view();
		await flushHits(place.site.handle);
		minutes(30);
		place.clock.advance(1);
		view();
		await flushHits(place.site.handle);
		expect((await visits()).map((visit) => visit['pages'])).toEqual([3, 1]);
		expect(await tally()).toMatchObject({ '2026-11-24 site': 2, '2026-11-24 article:1': 2, '2026-11-24 article:2': 1 });
	});

	it('ends at midnight of the site, because the visitor gets another name', async () => {
		place.clock.set(new Date('2026-11-24T15:59:00Z'));
		view();
		const before = visitorOf(place.site.handle, '203.0.113.7', desk, place.clock.now());
		minutes(2);
		view();
		await flushHits(place.site.handle);
		expect(visitorOf(place.site.handle, '203.0.113.7', desk, place.clock.now())).not.toBe(before);
		expect((await visits()).map((visit) => visit['day'])).toEqual(['2026-11-24', '2026-11-25']);
	});

	it('belongs to the tracked link that the browser remembers, also behind a shared address', async () => {
		const cookie = (code: string): Partial<PageHit> => ({
			headers: { cookie: `x=1; via=${viaValue(code, place.clock.now())}` },
		});
		for (const given of [cookie('aaaaaaa'), cookie('bbbbbbb'), cookie('aaaaaaa'), {}]) {
			view(given);
			minutes(1);
		}
		await flushHits(place.site.handle);
		expect((await visits()).map((visit) => [visit['link'], visit['pages']])).toEqual([
			[link['aaaaaaa'], 3],
			[link['bbbbbbb'], 1],
		]);
		expect(await tally()).toMatchObject({
			[`2026-11-24 link:${link['aaaaaaa']}`]: 1,
			[`2026-11-24 link:${link['bbbbbbb']}`]: 1,
		});
	});

	it('belongs to a link followed within thirty minutes where cookies are refused', async () => {
		view();
		minutes(1);
		await countClick(place.as(), {
			link: link['ccccccc'] ?? 0,
			address: '203.0.113.7',
			userAgent: desk,
			headers: {},
			member: null,
		});
		view();
		view();
		minutes(31);
		view();
		await flushHits(place.site.handle);
		expect((await visits()).map((visit) => [visit['link'], visit['pages']])).toEqual([
			[null, 1],
			[link['ccccccc'], 2],
			[null, 1],
		]);
	});

	it('came by the code on paper, in whichever app that was scanned', async () => {
		const paper = link['ddddddd'] ?? 0;
		const line = `${desk} Line/14.1.0`;
		view({ userAgent: line });
		minutes(1);
		const scanned = { link: paper, printed: true, address: '203.0.113.7', userAgent: line, headers: {}, member: null };
		await countClick(place.as(), scanned);
		view({ userAgent: line });
		view({ address: '203.0.113.8', headers: { cookie: `via=${viaValue('ddddddd', place.clock.now())}` } });
		await flushHits(place.site.handle);
		const found = await place.site.sql`select source, channel, link from insight.visit order by id`;
		expect([...found]).toEqual([
			{ source: 'line', channel: 'social', link: null },
			{ source: 'qr', channel: 'print', link: paper },
			{ source: 'qr', channel: 'print', link: paper },
		]);
		expect(await tally()).toMatchObject({ '2026-11-24 source:qr': 2, [`2026-11-24 link:${paper}`]: 2 });
		expect(await place.site.sql`select source from insight.click`).toMatchObject([{ source: 'qr' }]);
	});

	it('does not begin by a link followed long ago', async () => {
		const cookie = `via=${viaValue('aaaaaaa', place.clock.now())}`;
		view({ headers: { cookie } });
		await flushHits(place.site.handle);
		minutes(29);
		view({ headers: { cookie } });
		await flushHits(place.site.handle);
		minutes(25);
		view({ headers: { cookie } });
		await flushHits(place.site.handle);
		minutes(60);
		view({ headers: { cookie } });
		await flushHits(place.site.handle);
		expect((await visits()).map((visit) => [visit['link'], visit['pages']])).toEqual([
			[link['aaaaaaa'], 3],
			[null, 1],
		]);
	});

	it('is not disturbed by cookies of anybody else', async () => {
		for (const cookie of [
			'via=__proto__',
			'via=%00',
			`via=${'x'.repeat(5_000)}`,
			'via=unknown.1764000000',
			'via=',
			'viax=aaaaaaa',
		])
			view({ headers: { cookie } });
		await flushHits(place.site.handle);
		expect((await visits()).every((visit) => visit['link'] === null)).toBe(true);
	});

	it('knows a member who is signed in', async () => {
		view();
		view({ member: { id: 77, staff: false } });
		await flushHits(place.site.handle);
		expect((await visits()).map((visit) => visit['member'])).toEqual([77]);
	});
});

describe('what is not counted', () => {
	it.each([
		[
			'a robot',
			{ userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
			'robot',
			'Googlebot',
		],
		[
			'Facebook looking at a link',
			{ userAgent: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)' },
			'preview',
			'facebookexternalhit',
		],
		[
			'LINE looking at a link',
			{ userAgent: 'facebookexternalhit/1.1;line-poker/1.0' },
			'preview',
			'facebookexternalhit',
		],
		[
			'Slack looking at a link',
			{ userAgent: 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' },
			'preview',
			'Slackbot',
		],
		[
			'a monitor',
			{ userAgent: 'Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)' },
			'monitoring',
			'UptimeRobot',
		],
		['curl', { userAgent: 'curl/8.7.1' }, 'robot', 'curl'],
		['nobody', { userAgent: ' ' }, 'no-agent', ''],
		['Chrome in advance', { headers: { 'sec-purpose': 'prefetch;prerender' } }, 'prefetch', ''],
		['Safari in advance', { headers: { purpose: 'prefetch' } }, 'prefetch', ''],
		['Firefox in advance', { headers: { 'x-moz': 'prefetch' } }, 'prefetch', ''],
		['a script', { headers: { 'sec-fetch-dest': 'empty' } }, 'script', ''],
		['staff', { member: { id: 1, staff: true } }, 'staff', ''],
	])('%s', async (_name, given, reason, agent) => {
		view(given);
		view(given);
		await flushHits(place.site.handle);
		const drops = await place.site.sql`select day::text, reason, agent, what, hits from insight.drop`;
		expect([...drops]).toEqual([{ day: '2026-11-24', reason, agent, what: 'page', hits: 2 }]);
		expect(await visits()).toHaveLength(0);
	});

	it.each([
		['Facebook', phone],
		['LINE', `${desk} Line/14.9.0/IAB`],
		['Instagram', `${phone.replace(/\[.*/, '')} Instagram 337.0.0`],
		['Firefox', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0'],
	])('counts a person in %s', async (_name, userAgent) => {
		view({ userAgent });
		await flushHits(place.site.handle);
		expect(await visits()).toHaveLength(1);
	});

	it('keeps the log short in a flood of invented robots', async () => {
		for (let n = 0; n < 2_000; n++) view({ userAgent: `evil${n}bot/1.0` });
		await flushHits(place.site.handle);
		const [row] = await place.site.sql`select count(*) as rows, sum(hits) as hits from insight.drop`;
		expect(row?.['rows']).toBeLessThanOrEqual(301);
		expect(Number(row?.['hits'])).toBe(2_000);
	});

	it('tells why a followed link was not counted', async () => {
		const ask = { link: link['aaaaaaa'] ?? 0, address: '203.0.113.9', headers: {}, member: null };
		expect(await countClick(place.as(), { ...ask, userAgent: 'Twitterbot/1.0' })).toBeNull();
		expect(await countClick(place.as(), { ...ask, userAgent: phone, method: 'HEAD' })).toBeNull();
		expect(await countClick(place.as(), { ...ask, userAgent: phone, member: { id: 1, staff: true } })).toBeNull();
		expect(await countClick(place.as(), { ...ask, userAgent: phone })).toBeGreaterThan(0);
		await flushHits(place.site.handle);
		expect(await place.site.sql`select reason from insight.drop where what = 'click' order by reason`).toEqual([
			{ reason: 'head' },
			{ reason: 'preview' },
			{ reason: 'staff' },
		]);
		expect(await place.site.sql`select link from insight.click`).toEqual([{ link: link['aaaaaaa'] }]);
	});
});

describe('countHit', () => {
	it('never throws, whatever comes in', async () => {
		const odd = [
			{ userAgent: '\u0000\ud800' },
			{ address: '' },
			{ path: '/\u0000' },
			{ headers: { referer: 'javascript:alert(1)' } },
			{ headers: { referer: `https://${'a.'.repeat(3000)}com/` } },
			{ query: `?utm_source=${'%00%ED%A0%80'.repeat(20)}x&utm_campaign=%E0%A4%A` },
			{ headers: { 'sec-purpose': ['prefetch'] as never } },
			{ reads: 'article:9'.repeat(10) },
			{ headers: null as never },
			{ userAgent: undefined as never },
		];
		for (const given of odd) expect(() => view(given)).not.toThrow();
		view({ address: '198.51.100.1' });
		await flushHits(place.site.handle);
		expect((await visits()).reduce((sum, visit) => sum + Number(visit['pages']), 0)).toBe(odd.length - 3 + 1);
	});

	it('keeps what could not be written, and writes it later once', async () => {
		await place.site.sql`alter table insight.tally rename to tally_away`;
		view();
		await expect(flushHits(place.site.handle)).rejects.toThrow();
		view({ reads: 'article:2' });
		await place.site.sql`alter table insight.tally_away rename to tally`;
		await flushHits(place.site.handle);
		await flushHits(place.site.handle);
		expect((await visits()).map((visit) => visit['pages'])).toEqual([2]);
		expect(await tally()).toMatchObject({ '2026-11-24 site': 1, '2026-11-24 article:2': 1 });
	});

	it('writes by itself within two seconds, and the rest at the stop', async () => {
		view();
		await expect.poll(async () => (await visits()).length, { timeout: 3_000 }).toBe(1);
		view();
		await stopCounting(place.site.handle);
		expect((await visits()).map((visit) => visit['pages'])).toEqual([2]);
	});

	it('logs what came too fast in its very first moment', async () => {
		await stopCounting(place.site.handle);
		for (let n = 0; n < 3_000; n++) view();
		await flushHits(place.site.handle);
		expect((await visits()).map((visit) => visit['pages'])).toEqual([2_000]);
		expect(await place.site.sql`select reason, hits from insight.drop`).toEqual([{ reason: 'overload', hits: 1_000 }]);
	});

	it('has a bound for its memory', () => {
		const batch = emptyBatch();
		let refused = 0;
		const source = (): CountedHit['source'] extends () => infer S ? S : never => ({
			source: 'direct',
			channel: 'direct',
			campaign: null,
		});
		const base = { day: '2026-11-24', code: null, fresh: false, time: 0, path: '/', member: null, source };
		for (let n = 0; n < 100_000; n++)
			if (!addHit(batch, { ...base, visitor: String(n), thing: 'article:1' })) refused++;
		expect(batch.size).toBeLessThanOrEqual(batchLimit + 1);
		expect(refused).toBe(70_000);
		const few = emptyBatch();
		for (let n = 0; n < 200_000; n++)
			addHit(few, { ...base, visitor: String(n % 5), code: n % 2 ? 'a' : 'b', thing: `article:${n % 3}` });
		expect([...few.segments.values()].every((own) => own.length <= 8)).toBe(true);
		expect([...few.segments.values()].flat().reduce((sum, segment) => sum + segment.pages, 0)).toBe(200_000);
	});

	it('hashes like HMAC-SHA-256', () => {
		const key = Buffer.alloc(32, 9);
		expect(hmacHex(hmacKeys(key), '主場 203.0.113.7')).toBe(
			createHmac('sha256', key).update('主場 203.0.113.7').digest('hex'),
		);
	});
});

describe('findTouch', () => {
	it('finds the first link of today, written or not', async () => {
		view({ headers: { cookie: `via=${viaValue('bbbbbbb', place.clock.now())}` }, reads: 'article:5' });
		const who = { address: '203.0.113.7', userAgent: desk };
		const visitor = visitorOf(place.site.handle, who.address, who.userAgent, place.clock.now());
		expect(await findTouch(place.as(), who)).toEqual({ link: link['bbbbbbb'], cameTo: 'article:5', visitor });
		await flushHits(place.site.handle);
		expect(await findTouch(place.as(), { visitor })).toEqual({ link: link['bbbbbbb'], cameTo: 'article:5', visitor });
	});

	it('believes the cookie before the address, and knows nothing of strangers', async () => {
		view({ headers: { cookie: `via=${viaValue('bbbbbbb', place.clock.now())}` }, reads: 'article:5' });
		view({ headers: { cookie: `via=${viaValue('aaaaaaa', place.clock.now())}` }, reads: 'article:6' });
		expect(await findTouch(place.as(), { address: '203.0.113.7', userAgent: desk, via: 'aaaaaaa' })).toMatchObject({
			link: link['aaaaaaa'],
			cameTo: 'article:6',
		});
		expect(await findTouch(place.as(), { via: 'aaaaaaa' })).toMatchObject({ link: link['aaaaaaa'], visitor: null });
		expect(await findTouch(place.as(), { address: '192.0.2.1', userAgent: desk })).toBeNull();
		expect(await findTouch(place.as(), { via: "x' or 1=1" })).toBeNull();
	});
});

describe('exactness', () => {
	it('gives the visits of the rules, written plainly, for 40 days of generated traffic', async () => {
		const random = repeatable(20261124);
		const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
		const people = Array.from({ length: 25 }, (_, n) => ({
			address: `203.0.113.${n % 12}`,
			userAgent: n % 3 ? phone : desk,
		}));
		const hits: PlainHit[] = [];
		const clicks: PlainClick[] = [];
		let time = Date.parse('2026-10-01T00:00:00Z');
		for (let n = 0; n < 3_000; n++) {
			time += Math.floor(random() ** 6 * 90 * 60_000) + 1;
			place.clock.set(new Date(time));
			const person = pick(people);
			const visitor = visitorOf(place.site.handle, person.address, person.userAgent, place.clock.now());
			if (random() < 0.08) {
				const code = pick(['aaaaaaa', 'bbbbbbb', 'ccccccc']);
				clicks.push({ visitor, link: link[code] ?? 0, time });
				await countClick(place.as(), { ...person, link: link[code] ?? 0, headers: {}, member: null });
			} else {
				const code = random() < 0.15 ? pick(['aaaaaaa', 'bbbbbbb', 'nosuch']) : null;
				const followed = time - Math.floor(random() * 70) * 60_000;
				const reads = pick(['article:1', 'article:2', 'article:3', '']);
				hits.push({
					visitor,
					time,
					reads,
					link: code ? (link[code] ?? null) : null,
					fresh: time - Math.floor(followed / 1000) * 1000 < 30 * 60_000,
				});
				view({ ...person, reads, headers: code ? { cookie: `via=${viaValue(code, new Date(followed))}` } : {} });
			}
			if (random() < 0.3) await flushHits(place.site.handle);
		}
		await flushHits(place.site.handle);
		const expected = plainVisits(hits, clicks, 'Asia/Taipei');
		const found = await place.site.sql`
			select v.visitor, v.day::text, v.link, v.pages, (extract(epoch from v.began) * 1000)::bigint as began,
				coalesce((select jsonb_object_agg(r.thing, r.views) from insight.reading r where r.visit = v.id), '{}') as readings
			from insight.visit v order by v.began, v.visitor`;
		expect(found.length).toBeGreaterThan(300);
		expect([...found]).toEqual(expected.visits);
		expect(Object.fromEntries(Object.entries(await tally()).filter(([key]) => !key.includes(' source:')))).toEqual(
			expected.tally,
		);
	}, 60_000);

	it('counts the same from two processes at once', async () => {
		const other = { ...place.site, handle: { ...place.site.handle } };
		for (let n = 0; n < 200; n++) {
			countHit(place.site, hit({ address: `198.51.100.${n % 40}` }));
			countHit(other, hit({ address: `198.51.100.${n % 40}` }));
		}
		await Promise.all([flushHits(place.site.handle), flushHits(other.handle)]);
		expect(await tally()).toMatchObject({ '2026-11-24 site': 40, '2026-11-24 article:1': 40 });
		expect((await visits()).reduce((sum, visit) => sum + Number(visit['pages']), 0)).toBe(400);
		await stopCounting(other.handle);
	});
});
