import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visitor, type Actor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import type { Board, Steps } from '#insight/board.ts';
import {
	countHit,
	flushHits,
	linkJoined,
	readBoard,
	readDrops,
	readFunnel,
	readPostResults,
	visitorOf,
} from '#insight/server/index.ts';
import {
	repeatable,
	sowAccount,
	sowArticle,
	sowComment,
	sowForeignComment,
	sowLink,
	sowMember,
	sowOrder,
	sowPost,
	sowSource,
} from '#insight/server/sow.ts';
import { viaValue } from '#insight/via.ts';

const owner: Actor = { kind: 'member', member: 1, name: '阿雄', handle: 'hsiung', role: 'owner' };
const desk = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';
const from = '2026-10-10';
const to = '2026-11-08';
const since = Date.parse('2026-10-09T16:00:00Z');
const until = Date.parse('2026-11-08T16:00:00Z');
const inside = (time: Date): boolean => time.getTime() >= since && time.getTime() < until;

/** What the plan says must be on the board. */
class Expected {
	reached: number | null = null;
	visits = 0;
	members = 0;
	commentsHome = 0;
	commentsBack = 0;
	orders = 0;
	paid = 0;
	refunded = 0;
}
const flat = ({ reached, visits, members, commentsHome, commentsBack, orders, takings }: Steps): Expected => ({
	reached,
	visits,
	members,
	commentsHome,
	commentsBack,
	orders,
	paid: takings[0]?.paid ?? 0,
	refunded: takings[0]?.refunded ?? 0,
});

let place: TestSite;
let board: Board;
const total = new Expected();
const byArticle = new Map<number, Expected>();
const byPost = new Map<number, Expected>();

beforeAll(async () => {
	place = await testSite();
	await sow();
	board = await readBoard(place.as(owner), { from, to });
}, 120_000);
afterAll(() => place.close());

/** Sixty days of a generated small brand; every row is noted where it must be counted. */
async function sow(): Promise<void> {
	const { sql } = place.site;
	const random = repeatable(7);
	const below = (limit: number): number => Math.floor(random() * limit);
	const pick = <T>(given: readonly T[]): T => given[below(given.length)] as T;
	const moment = (): Date => new Date(Date.parse('2026-09-25T00:00:00Z') + below(60 * 86_400) * 1000);
	const note = (into: readonly (Expected | undefined)[], time: Date, add: (one: Expected) => void): void => {
		if (inside(time)) for (const one of into) if (one) add(one);
	};
	const staff = await sowMember(sql, { role: 'editor', joined: moment() });
	const source = await sowSource(sql);
	const account = await sowAccount(sql);
	const articles: { id: number; thread: number }[] = [];
	const posts: { id: number; article: number | null }[] = [];
	const links: { id: number; code: string; article: number | null; post: number | null }[] = [];
	for (let n = 0; n < 6; n++) {
		const article = await sowArticle(sql, { author: staff, published: moment() });
		articles.push(article);
		byArticle.set(article.id, new Expected());
	}
	const addReach =
		(reached: number | null) =>
		(one: Expected): void =>
			void (reached !== null && (one.reached = (one.reached ?? 0) + reached));
	for (let n = 0; n < 10; n++) {
		const article = n < 8 ? pick(articles).id : null;
		const published = moment();
		const reached = n % 4 ? below(900) : null;
		const id = await sowPost(sql, { account, article, published, reached });
		posts.push({ id, article });
		byPost.set(id, new Expected());
		note([total, byArticle.get(article ?? 0), byPost.get(id)], published, addReach(reached));
		const code = `post${String(n).padStart(3, '0')}`;
		links.push({ id: await sowLink(sql, { code, article, post: id }), code, article, post: id });
		for (let c = below(5); c > 0; c--) {
			const posted = moment();
			const own = random() < 0.3;
			await sowForeignComment(sql, { post: id, posted, own });
			if (!own) note([total, byArticle.get(article ?? 0), byPost.get(id)], posted, (one) => one.commentsBack++);
		}
	}
	const printed = { code: 'printed', article: null, post: null };
	links.push({ id: await sowLink(sql, printed), ...printed });

	const people: { id: number; article: number | null; post: number | null; counts: boolean }[] = [];
	for (let n = 0; n < 60; n++) {
		const link = random() < 0.6 ? pick(links) : null;
		const read = random() < 0.7 ? pick(articles).id : null;
		const role = random() < 0.1 ? 'moderator' : 'member';
		const joined = moment();
		const id = await sowMember(sql, {
			role,
			joined,
			link: link?.id ?? null,
			cameTo: read === null ? null : `article:${read}`,
		});
		const person = { id, article: link?.article ?? read, post: link?.post ?? null, counts: role === 'member' };
		people.push(person);
		if (person.counts)
			note([total, byArticle.get(person.article ?? 0), byPost.get(person.post ?? 0)], joined, (one) => one.members++);
	}
	for (let n = 0; n < 120; n++) {
		const { id: article, thread } = pick(articles);
		const kind = below(6);
		const author = kind ? pick(people) : null;
		const posted = moment();
		await sowComment(sql, { thread, author: author?.id ?? null, posted, deleted: kind === 5, origin: kind === 0 });
		if (kind !== 0 && kind !== 5 && author?.counts)
			note([total, byArticle.get(article), byPost.get(author.post ?? 0)], posted, (one) => one.commentsHome++);
	}
	for (let n = 0; n < 80; n++) {
		const buyer = random() < 0.8 ? pick(people) : null;
		const paid = 100 + below(3_000);
		const at = moment();
		const refund = random() < 0.25 ? { amount: 1 + below(paid), at: moment() } : null;
		await sowOrder(sql, { source, member: buyer?.id ?? null, paid, at, ...(refund ? { refund } : {}) });
		if (buyer && !buyer.counts) continue;
		const into = [total, byArticle.get(buyer?.article ?? 0), byPost.get(buyer?.post ?? 0)];
		note(into, at, (one) => {
			one.orders++;
			one.paid += paid;
		});
		if (refund) note(into, refund.at, (one) => void (one.refunded += refund.amount));
	}
	for (let n = 0; n < 400; n++) {
		const at = moment();
		const link = random() < 0.4 ? pick(links) : null;
		const reads = [...new Set(Array.from({ length: below(3) }, () => pick(articles).id))];
		place.clock.set(at);
		// Every visit is somebody else, so that the plan needs no rules of its own.
		const hit = {
			address: `2001:db8::${n.toString(16)}`,
			userAgent: desk,
			member: null,
			headers: {
				host: 'localhost',
				...(link ? { cookie: `via=${viaValue(link.code, at)}` } : { referer: 'https://www.google.com/' }),
			},
		};
		countHit(place.site, { ...hit, path: '/', reads: '' });
		for (const id of [...reads, ...reads])
			countHit(place.site, { ...hit, path: '/articles/x', reads: `article:${id}` });
		countHit(place.site, { ...hit, path: '/', reads: `article:${articles[0]?.id}`, userAgent: 'Googlebot/2.1' });
		countHit(place.site, {
			...hit,
			path: '/',
			reads: `article:${articles[0]?.id}`,
			member: { id: staff, staff: true },
		});
		note([total, byPost.get(link?.post ?? 0), ...reads.map((id) => byArticle.get(id))], at, (one) => one.visits++);
		if (n % 50 === 0) await flushHits(place.site.handle);
	}
	await flushHits(place.site.handle);
	place.clock.set(new Date('2026-11-24T02:00:00Z'));
}

describe('the board', () => {
	it('is the plan, to the last unit, in all', () => {
		expect(total.visits).toBeGreaterThan(100);
		expect(total.refunded).toBeGreaterThan(0);
		expect(flat(board.total)).toEqual({ ...total });
	});

	it('is the plan per article', () => {
		const found = new Map(board.articles.map((row) => [row.article, flat(row)]));
		for (const [article, expected] of byArticle) expect(found.get(article) ?? new Expected()).toEqual({ ...expected });
	});

	it('is the plan per post', () => {
		const found = new Map(board.posts.map((row) => [row.post, flat(row)]));
		for (const [post, expected] of byPost) expect(found.get(post) ?? { ...new Expected() }).toEqual({ ...expected });
	});

	it('says of each post alone what it says of all, from the day it went out', async () => {
		const whole = await readBoard(place.as(owner), { from: '2026-01-01', to: '2026-11-24' });
		const links = await place.site.sql<{ id: number; post: number }[]>`
			select id, post from publishing.link where post is not null`;
		let orders = 0;
		for (const { id, post } of links) {
			const row = whole.posts.find((one) => one.post === post);
			await place.site.sql`insert into insight.click (link, visitor, clicked, source)
				select ${id}, '0123456789abcdef', now(), 'direct' from generate_series(1, ${id})`;
			const { clicks, ...results } = await readPostResults(place.as(owner), { post });
			expect(clicks).toBe(id);
			expect(flat({ reached: null, ...results })).toEqual({ ...(row ? flat(row) : new Expected()), reached: null });
			orders += results.orders;
		}
		expect(orders).toBeGreaterThan(5);
		expect(await readPostResults(place.as(owner), { post: 999_999 })).toMatchObject({
			clicks: 0,
			visits: 0,
			takings: [],
		});
		await expect(readPostResults(place.as({ ...owner, role: 'moderator' }), { post: 1 })).rejects.toMatchObject({
			status: 403,
		});
		await place.site.sql`truncate insight.click`;
	});

	it('names every source, and they add up to the visits', () => {
		expect(board.sources.reduce((sum, { visits }) => sum + visits, 0)).toBe(board.total.visits);
		expect(board.sources.map(({ source }) => source).sort()).toEqual(['direct', 'google']);
	});

	it('leaves robots and staff out and says so', async () => {
		const { sums } = await readDrops(place.as(owner), { from: '2026-09-01', to: '2026-12-01' });
		expect(sums).toEqual(
			expect.arrayContaining([
				{ reason: 'robot', hits: 400 },
				{ reason: 'staff', hits: 400 },
			]),
		);
	});

	it('adds up from day to day', async () => {
		const one = await readBoard(place.as(owner), { from, to: '2026-10-20' });
		const two = await readBoard(place.as(owner), { from: '2026-10-21', to });
		for (const key of ['visits', 'members', 'commentsHome', 'commentsBack', 'orders'] as const) {
			expect(one.total[key] + two.total[key]).toBe(board.total[key]);
		}
	});

	it('is for staff who write or count, and for real periods', async () => {
		await expect(readBoard(place.as(visitor), { from, to })).rejects.toMatchObject({ status: 401 });
		await expect(readBoard(place.as({ ...owner, role: 'member' }), { from, to })).rejects.toMatchObject({
			status: 403,
		});
		await expect(readBoard(place.as({ ...owner, role: 'moderator' }), { from, to })).rejects.toMatchObject({
			status: 403,
		});
		for (const [a, b] of [
			[to, from],
			['1900-01-01', to],
			["2026-10-10'--", to],
			['2026-02-31', to],
		] as const) {
			await expect(readBoard(place.as(owner), { from: a, to: b })).rejects.toMatchObject({ status: 422 });
		}
	});
});

describe('readFunnel', () => {
	it('tells the same numbers with their intervals', async () => {
		const funnel = await readFunnel(place.as(owner), { from, to });
		expect(funnel.steps.map(({ count }) => count)).toEqual([total.reached, total.visits, total.members]);
		expect(funnel.steps[2]?.ofBefore?.share).toBeCloseTo(total.members / total.visits, 12);
		expect(funnel.revenue[0]).toMatchObject({ currency: 'TWD', net: total.paid - total.refunded });
	});
});

describe('a visit during which somebody joins', () => {
	it('gets its name once, and no other visit does', async () => {
		const who = { address: '192.0.2.77', userAgent: desk };
		const see = (): void => countHit(place.site, { ...who, path: '/', reads: '', headers: {}, member: null });
		see();
		place.clock.advance(3_600_000);
		see();
		await flushHits(place.site.handle);
		const name = visitorOf(place.site.handle, who.address, who.userAgent, place.clock.now());
		const fact = (member: number) => ({
			name: 'member.joined',
			about: `member:${member}`,
			actor: null,
			data: { member, visitor: name },
			occurred: place.clock.now().toISOString(),
		});
		await linkJoined.run(place.system(), fact(5));
		await linkJoined.run(place.system(), fact(5));
		await linkJoined.run(place.system(), fact(6));
		expect(await place.site.sql`select member from insight.visit where visitor = ${name} order by began`).toEqual([
			{ member: null },
			{ member: 5 },
		]);
		expect(await place.site.sql`select count(*) as n from platform.event where name = 'visit.named'`).toEqual([
			{ n: 1 },
		]);
	});
});
