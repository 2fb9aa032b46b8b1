import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import {
	articles,
	articleThreads,
	productThreads,
	brand,
	categories,
	droppedVisits,
	forumThreads,
	links,
	members,
	orders,
	pictures,
	posts,
	products,
	series,
	visits,
} from './index.ts';
import type { Moment, SampleComment } from './index.ts';

const people = new Map(members.map((member) => [member.key, member]));
const staff = new Set(members.filter((member) => member.role !== 'member').map((member) => member.key));
const articleByKey = new Map(articles.map((article) => [article.key, article]));
const pictureKeys = new Set(pictures.map((picture) => picture.key));
const conversations: readonly { name: string; opened: Moment; comments: readonly SampleComment[] }[] = [
	...articleThreads.map((thread) => ({
		name: thread.article,
		opened: articleByKey.get(thread.article)?.at ?? ([0, 0, 0] as const),
		comments: thread.comments,
	})),
	...productThreads.map((thread) => ({
		name: thread.product,
		opened: [-90, 10, 0] as const,
		comments: thread.comments,
	})),
	...forumThreads.map((thread) => ({ name: thread.key, opened: thread.at, comments: thread.comments })),
];
const comments = conversations.flatMap((thread) => thread.comments);

const minutes = ([day, hour, minute]: Moment) => (day * 24 + hour) * 60 + minute;
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const repeated = (values: readonly string[]) => values.filter((value, place) => values.indexOf(value) !== place);

/** Every text a person wrote or reads, except addresses and drawings. */
const texts = [
	...[brand.name, brand.tagline, brand.about.title, brand.about.markdown],
	...[...people.values()].flatMap((member) => [member.name, member.bio ?? '']),
	...products.flatMap((product) => [product.name, product.text]),
	...pictures.flatMap((picture) => [picture.alt, picture.caption]),
	...articles.flatMap((article) => [article.title, article.slug, article.excerpt, article.markdown, ...article.tags]),
	...series.flatMap((one) => [one.title, one.text]),
	...categories.flatMap((category) => [category.name, category.text]),
	...forumThreads.flatMap((thread) => [
		thread.title,
		thread.text,
		thread.decided?.text ?? '',
		...(thread.choices ?? []),
	]),
	...comments.map((comment) => comment.text),
	...posts.flatMap((post) => [
		post.text,
		...post.comments.flatMap((comment) => [comment.name, comment.text, comment.answer?.text ?? '']),
	]),
	...links.map((link) => link.label),
];

describe('enough to look alive', () => {
	test('counts', () => {
		expect(articles.filter((article) => article.state === 'published').length).toBeGreaterThanOrEqual(12);
		expect(articles.filter((article) => article.state === 'draft')).toHaveLength(1);
		expect(articles.filter((article) => article.state === 'scheduled')).toHaveLength(1);
		expect(members.length).toBeGreaterThanOrEqual(32);
		expect(conversations.length).toBeGreaterThanOrEqual(42);
		expect(comments.length).toBeGreaterThanOrEqual(300);
		expect(posts.length).toBeGreaterThanOrEqual(10);
		expect(orders.length).toBeGreaterThanOrEqual(60);
		expect(pictures.length).toBeGreaterThanOrEqual(8);
		expect(products.length).toBeGreaterThanOrEqual(5);
	});

	test('a series holds published articles', () => {
		for (const { articles: keys } of series)
			for (const key of keys) expect(articleByKey.get(key)?.state, key).toBe('published');
	});

	test('one owner and one editor', () => {
		expect(members.filter((member) => member.role === 'owner')).toHaveLength(1);
		expect(members.filter((member) => member.role === 'editor')).toHaveLength(1);
	});

	test('a Chinese article has 500 to 1,200 characters', () => {
		for (const article of articles.filter((each) => each.language === 'zh-TW')) {
			const length = article.markdown.match(/\p{Script=Han}/gu)?.length ?? 0;
			expect(length, article.key).toBeGreaterThanOrEqual(500);
			expect(length, article.key).toBeLessThanOrEqual(1200);
		}
	});

	test('a thread has 3 to 14 comments', () => {
		for (const thread of conversations) {
			expect(thread.comments.length, thread.name).toBeGreaterThanOrEqual(3);
			expect(thread.comments.length, thread.name).toBeLessThanOrEqual(14);
		}
	});
});

describe('names lead somewhere', () => {
	test('keys are unique', () => {
		const lists = { members, products, pictures, articles, categories, forumThreads, posts, links };
		for (const [name, list] of Object.entries(lists)) {
			expect(repeated(list.map((each) => each.key)), name).toEqual([]);
		}
		expect(repeated(orders.map((order) => order.id))).toEqual([]);
		expect(repeated(members.map((member) => member.email))).toEqual([]);
		expect(repeated(articles.map((article) => article.slug))).toEqual([]);
		expect(repeated(posts.flatMap((post) => post.comments.map((comment) => comment.key)))).toEqual([]);
	});

	test('articles name staff, pictures and each other', () => {
		const slugs = new Set(articles.map((article) => article.slug));
		const rooms = new Set(['', ...categories.map((category) => `/${category.slug}`)]);
		for (const { key, author, cover, markdown } of articles) {
			expect(staff, key).toContain(author);
			if (cover) expect(pictureKeys, key).toContain(cover);
			for (const [, picture] of markdown.matchAll(/\]\(picture:([^)]+)\)/g))
				expect(pictureKeys, key).toContain(picture);
			for (const [, slug] of markdown.matchAll(/\]\(\/articles\/([^)]+)\)/g)) expect(slugs, key).toContain(slug);
			for (const [, room] of markdown.matchAll(/\]\(\/community([^)]*)\)/g)) expect(rooms, key).toContain(room);
			expect(markdown.match(/\]\((?!picture:|\/articles\/|\/community)/), key).toBeNull();
		}
	});

	test('every published article has one conversation, and no other has', () => {
		const published = articles.filter((article) => article.state === 'published').map((article) => article.key);
		expect(articleThreads.map((thread) => thread.article).sort()).toEqual(published.sort());
	});

	test('threads name members, categories and their own comments', () => {
		for (const thread of forumThreads) {
			const category = categories.find((each) => each.key === thread.category);
			expect(category, thread.key).toBeDefined();
			expect(people.has(thread.by), thread.key).toBe(true);
			if (category?.staffOnly) expect(staff, thread.key).toContain(thread.by);
			if (thread.solved)
				expect(
					thread.comments.map((comment) => comment.key),
					thread.key,
				).toContain(thread.solved);
		}
		for (const thread of forumThreads) {
			const voters = [...(thread.wantedBy ?? []), ...Object.keys(thread.ballots ?? {})];
			for (const by of [...voters, ...Object.values(thread.reactions ?? {}).flat()])
				expect(people.has(by), thread.key).toBe(true);
			if (thread.decided) expect(staff, thread.key).toContain(thread.decided.by);
			const kinds = categories.find((each) => each.key === thread.category)?.kinds as readonly string[] | undefined;
			const kind = thread.solved ? 'question' : (thread.kind ?? kinds?.[0] ?? 'discussion');
			expect(kinds ?? [kind], thread.key).toContain(kind);
		}
		for (const comment of comments) expect(people.has(comment.by), comment.text).toBe(true);
	});

	test('posts, links, visits and orders name what exists', () => {
		for (const post of posts) {
			expect(articleByKey.get(post.article)?.state, post.key).toBe('published');
			expect(staff).toContain(post.by);
			if (post.picture) expect(pictureKeys).toContain(post.picture);
			for (const { answer } of post.comments) if (answer) expect(staff).toContain(answer.by);
		}
		const sources = new Set(['direct', 'search', 'line']);
		for (const post of posts) sources.add(`post:${post.key}`);
		for (const link of links) sources.add(`link:${link.key}`);
		for (const member of members) expect(sources, member.key).toContain(member.via);
		for (const row of [...visits, ...droppedVisits]) {
			expect(sources).toContain(row.source);
			if (row.article) expect(articleByKey.get(row.article)?.state).toBe('published');
		}
		const prices = new Map<string, number>(products.map((product) => [product.key, product.price]));
		for (const order of orders) {
			if ('member' in order.buyer) expect(people.has(order.buyer.member), order.id).toBe(true);
			for (const [product, , price] of order.lines) expect(prices.get(product), order.id).toBe(price);
		}
	});
});

describe('time runs forward', () => {
	const within = ([day, hour, minute]: Moment) =>
		Number.isInteger(day) && day >= -90 && day <= -1 && hour >= 0 && hour < 24 && minute >= 0 && minute < 60;

	test('everything that happened lies in the ninety days before today', () => {
		for (const article of articles) {
			if (article.state === 'scheduled') expect(article.at[0]).toBeGreaterThan(0);
			else expect(within(article.at), article.key).toBe(true);
		}
		for (const member of members) expect(within(member.joined), member.key).toBe(true);
		for (const comment of comments) expect(within(comment.at), comment.text).toBe(true);
		for (const order of orders) expect(within(order.at) && within(order.ended ?? order.at), order.id).toBe(true);
	});

	test('nobody speaks before joining, before the thread or before what they answer', () => {
		for (const thread of forumThreads) {
			expect(minutes(thread.at), thread.key).toBeGreaterThan(minutes(people.get(thread.by)!.joined));
		}
		for (const { name, opened, comments: said } of conversations) {
			const heard = new Set<string>();
			let latest = minutes(opened);
			for (const comment of said) {
				const now = minutes(comment.at);
				expect(now, `${name}: ${comment.text}`).toBeGreaterThan(latest);
				expect(now, `${name}: ${comment.text}`).toBeGreaterThan(minutes(people.get(comment.by)!.joined));
				if (comment.to) expect(heard, `${name}: ${comment.text}`).toContain(comment.to);
				if (comment.key) {
					expect(heard).not.toContain(comment.key);
					heard.add(comment.key);
				}
				latest = now;
			}
		}
	});

	test('a post follows its article, and its comments and days follow the post', () => {
		for (const post of posts) {
			expect(minutes(post.at), post.key).toBeGreaterThan(minutes(articleByKey.get(post.article)!.at));
			for (const comment of post.comments) {
				expect(minutes(comment.at), comment.key).toBeGreaterThan(minutes(post.at));
				expect(within(comment.at)).toBe(true);
				if (comment.answer) {
					expect(minutes(comment.answer.at), comment.key).toBeGreaterThan(minutes(comment.at));
					expect(within(comment.answer.at)).toBe(true);
				}
			}
			for (const [name, days] of Object.entries({ reach: post.reach, visits: post.visits })) {
				days.forEach(([day], place) => {
					expect(day, `${post.key} ${name}`).toBeGreaterThan(days[place - 1]?.[0] ?? post.at[0] - 1);
					expect(day, `${post.key} ${name}`).toBeLessThanOrEqual(-1);
				});
			}
		}
	});

	test('no visit before its article, its link or after yesterday', () => {
		for (const row of [...visits, ...droppedVisits]) {
			const first = row.article ? articleByKey.get(row.article)!.at[0] : -90;
			expect(row.from, `${row.article} ${row.source}`).toBeGreaterThanOrEqual(first);
			expect(row.from + row.daily.length - 1, `${row.article} ${row.source}`).toBeLessThanOrEqual(-1);
			expect(row.daily.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
			const link = links.find((each) => row.source === `link:${each.key}`);
			if (link) {
				expect(row.from).toBeGreaterThanOrEqual(link.made[0]);
				expect(row.article).toBe(link.article);
			}
		}
	});

	test('orders stand in order, follow the member and end after they began', () => {
		orders.forEach((order, place) => {
			const before = orders[place - 1];
			if (before) expect(minutes(order.at), order.id).toBeGreaterThanOrEqual(minutes(before.at));
			if ('member' in order.buyer) {
				expect(minutes(order.at), order.id).toBeGreaterThan(minutes(people.get(order.buyer.member)!.joined));
			}
			if (order.ended) expect(minutes(order.ended), order.id).toBeGreaterThan(minutes(order.at));
			expect(Boolean(order.ended), order.id).toBe(order.state !== 'paid');
		});
	});
});

describe('numbers agree', () => {
	test('an order adds up', () => {
		for (const order of orders) {
			expect(order.total, order.id).toBe(sum(order.lines.map(([, pieces, price]) => pieces * price)) + order.shipping);
		}
	});

	test('on a day somebody joined through a source, that source brought at least as many visits', () => {
		const brought = (source: string, day: number) =>
			sum(visits.filter((row) => row.source === source).map((row) => row.daily[day - row.from] ?? 0)) +
			(posts.find((post) => source === `post:${post.key}`)?.visits.find(([each]) => each === day)?.[1] ?? 0);
		for (const { key, via, role, joined } of people.values()) {
			if (role !== 'member') continue;
			const together = [...people.values()].filter((other) => other.via === via && other.joined[0] === joined[0]);
			expect(brought(via, joined[0]), key).toBeGreaterThanOrEqual(
				together.filter((each) => each.role === 'member').length,
			);
		}
	});

	test('a post brings fewer visits than it reached people, each day', () => {
		for (const post of posts) {
			for (const [day, visitors] of post.visits) {
				const reached = post.reach.find(([each]) => each === day)?.[1];
				if (reached !== undefined) expect(visitors, `${post.key} ${day}`).toBeLessThan(reached);
			}
			expect([...post.text].length, post.key).toBeLessThanOrEqual(400);
		}
	});

	test('dropped visits are robots with a name or staff, counted ones are people', () => {
		expect(visits.every((row) => row.kind === 'person')).toBe(true);
		expect(droppedVisits.every((row) => (row.kind === 'robot') === Boolean(row.agent) && row.kind !== 'person')).toBe(
			true,
		);
	});
});

describe('the words', () => {
	test('nothing is said twice', () => {
		const said = [...comments, ...posts.flatMap((post) => post.comments)].map((comment) => comment.text);
		expect(repeated(said)).toEqual([]);
	});

	test('no Simplified characters and no words of the mainland', () => {
		const simplified =
			/[这来时说国对发过经长开门问间见现体实点爱应还车东买卖钱饭馆鱼鸟汤酱盐盖电让给请谢听话语读写认识图样们为从两气湿温猪轻边远运输进连选适锅鸡鸭黄红绿线级费员会议觉变欢乐葱]/u;
		const words =
			/视频|視頻|信息|質量|质量|用戶|用户|軟件|網絡|屏幕|短信|默認|公交|地鐵|立馬|外賣|快遞|硬件|優化一下|小夥伴|親們|給力/u;
		for (const text of texts) {
			expect(text.match(simplified)?.[0], text).toBeUndefined();
			expect(text.match(words)?.[0], text).toBeUndefined();
		}
	});

	test('Chinese sentences carry full-width punctuation', () => {
		const english = new Set(articles.filter((each) => each.language === 'en').map((each) => each.markdown));
		for (const text of texts.filter((each) => !english.has(each))) {
			const plain = text.replace(/\]\([^)]*\)/g, ']').replace(/^\d+\. /gm, '');
			expect(plain.match(/\p{Script=Han}[,;:?!.()]|[,;:?!()]\p{Script=Han}/u)?.[0], text).toBeUndefined();
		}
	});

	test('nothing looks like a real number, address or domain', () => {
		const all = [...texts, ...members.map((member) => member.email), brand.facebookPage];
		for (const order of orders) if ('email' in order.buyer) all.push(order.buyer.email);
		for (const text of all) {
			expect(text.match(/0\d{1,3}[-－ ]?\d{3,4}[-－ ]?\d{3,4}/)?.[0], text).toBeUndefined();
			expect(text.match(/\p{Script=Han}{1,4}[路街]\d*[一二三四五六七八九十\d]+[段號]/u)?.[0], text).toBeUndefined();
			for (const [, domain] of text.matchAll(/[\w.+-]+@([\w.-]+\.\w+)/g)) expect(domain).toBe('example.com');
		}
		expect(brand.facebookPage).toMatch(/^https:\/\/www\.facebook\.com\/example\./);
	});

	test('no mark of Markdown is left standing as text', () => {
		for (const markdown of [brand.about.markdown, ...articles.map((each) => each.markdown)]) {
			const words = new MarkdownIt().render(markdown).replace(/<[^>]*>/g, '');
			expect(words.match(/\*\*|\]\(|^#|^>/m)?.[0], words.slice(0, 60)).toBeUndefined();
		}
	});

	test('what was given for free is disclosed first', () => {
		const reports = forumThreads.find((thread) => thread.key === 'trial-reports')!.comments;
		const disclosed = reports.filter((comment) => comment.text.startsWith('（本心得由燕埕豆油免費提供商品）'));
		expect(disclosed).toHaveLength(8);
		expect(disclosed.some((comment) => staff.has(comment.by))).toBe(false);
		expect(articleByKey.get('trial')!.markdown.startsWith('> **先說清楚**：這次體驗由燕埕豆油免費提供')).toBe(true);
	});

	test('staff never write in the place of a customer', () => {
		expect(forumThreads.filter((thread) => thread.category === 'recipes' && staff.has(thread.by))).toEqual([]);
		expect(orders.filter((order) => 'member' in order.buyer && staff.has(order.buyer.member))).toEqual([]);
	});
});

describe('the drawings', () => {
	test('are plain SVG of one size, without anything active', () => {
		for (const { key, svg, alt, caption } of pictures) {
			expect(svg, key).toMatch(/^<svg [^>]*viewBox="0 0 1200 800"/);
			expect(alt && caption, key).toBeTruthy();
		}
		for (const svg of [brand.logo, ...pictures.map((picture) => picture.svg)]) {
			expect(svg).not.toMatch(/<script|<style|<image|<text|<foreignObject|href|\son\w+=|NaN|undefined/i);
		}
	});
});
