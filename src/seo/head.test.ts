import { describe, expect, it } from 'vitest';
import { articleHead } from '#seo/article-head.ts';
import { article, comment, place, threadPage } from '#seo/example.fixture.ts';
import { printGraph, siteNodes, type GraphNode } from '#seo/graph.ts';
import { canonicalPath, cardOf, hreflangs } from '#seo/head.ts';
import { memberHead } from '#seo/member-head.ts';
import { threadHead } from '#seo/thread-head.ts';

const find = (nodes: readonly GraphNode[] | undefined, type: string) => nodes?.find((node) => node['@type'] === type);

describe('the address of a page', () => {
	it('keeps what changes the page, in a fixed order, and nothing else', () => {
		const query = new URLSearchParams('utm_source=facebook&after=20&branch=3&reply=7&fbclid=x');
		expect(canonicalPath('/a', query, 'branch', 'after')).toBe('/a?branch=3&after=20');
		expect(canonicalPath('/a', query)).toBe('/a');
		expect(canonicalPath('/a', new URLSearchParams('before='), 'before')).toBe('/a');
	});
});

describe('hreflang', () => {
	const zh = { locale: 'zh-TW', path: '/articles/a' } as const;
	const en = { locale: 'en', path: '/articles/b' } as const;
	it('is mutual: both versions say the same', () => {
		expect(hreflangs(zh, [zh, en], 'zh-TW')).toEqual(hreflangs(en, [zh, en], 'zh-TW'));
		expect(hreflangs(zh, [en], 'zh-TW')).toEqual([
			{ hreflang: 'en', path: '/articles/b' },
			{ hreflang: 'zh-TW', path: '/articles/a' },
			{ hreflang: 'x-default', path: '/articles/a' },
		]);
	});
	it('is silent where there is one version', () => expect(hreflangs(zh, [zh], 'zh-TW')).toEqual([]));
});

it('gives a wide picture the large card, and a square or small one the small card', () => {
	const picture = { src: '/p.jpg', alt: '' };
	expect(cardOf({ ...picture, width: 1200, height: 630 })).toBe('summary_large_image');
	expect(cardOf({ ...picture, width: 1200, height: 1200 })).toBe('summary');
	expect(cardOf({ ...picture, width: 300, height: 157 })).toBe('summary');
	expect(cardOf(null)).toBe('summary');
});

describe('the house', () => {
	it('is an organization that says of itself what its contact page tells, and nothing else', () => {
		const told = {
			company: '山腳下食品有限公司',
			taxId: '12345675',
			address: '雲林縣西螺鎮',
			phone: '05-586-0000',
			email: 'hi@soy.example',
			hours: '',
		};
		expect(find(siteNodes({ ...place, contact: told }), 'Organization')).toMatchObject({
			'@id': 'https://soy.example/#brand',
			legalName: '山腳下食品有限公司',
			taxID: '12345675',
			address: { '@type': 'PostalAddress', streetAddress: '雲林縣西螺鎮', addressCountry: 'TW' },
			telephone: '05-586-0000',
			email: 'hi@soy.example',
		});
		const nothing = { company: '', taxId: '', address: '', phone: '', email: '', hours: '' };
		expect(find(siteNodes({ ...place, contact: nothing }), 'Organization')).toEqual(
			find(siteNodes(place), 'Organization'),
		);
	});
});

describe('an article', () => {
	const trail = [{ name: '文章', path: '/articles' }];
	it('is an Article whose author is a name alone, by a brand that every page names alike', () => {
		const node = find(articleHead(article(), place, trail).nodes, 'Article');
		expect(node).toMatchObject({
			'@id': 'https://soy.example/articles/%E5%85%A9%E5%B9%B4#article',
			author: [{ '@type': 'Person', '@id': 'https://soy.example/members/yan#person', name: '阿燕' }],
			dateModified: '2026-11-03T02:00:00.000Z',
			isAccessibleForFree: true,
		});
		expect(node?.['publisher']).toEqual({ '@id': find(siteNodes(place), 'Organization')?.['@id'] });
		expect(node).not.toHaveProperty('hasPart');
	});
	it('for members says so, and names the part that is not for all', () => {
		expect(find(articleHead(article({ access: 'members' }), place, trail).nodes, 'Article')).toMatchObject({
			isAccessibleForFree: false,
			hasPart: { isAccessibleForFree: false, cssSelector: '.members-part' },
		});
	});
	it('gives its picture the size of the file that is fetched', () => {
		const cover = {
			id: 1,
			width: 4000,
			height: 3000,
			alt: '甕',
			colour: '#ffffff',
			caption: '',
			focus: { x: 50, y: 50 },
			files: { avif: [], webp: [], plain: [{ file: 'a-1200.jpg', width: 1200, height: 900, bytes: 1 }], still: [] },
			src: '/media/a-1200.jpg',
		};
		expect(articleHead(article({ cover }), place, trail).picture).toEqual({
			src: '/media/a-1200.jpg',
			width: 1200,
			height: 900,
			alt: '甕',
		});
	});
	it('has a trail from the first page to itself', () => {
		expect(find(articleHead(article(), place, trail).nodes, 'BreadcrumbList')?.['itemListElement']).toEqual([
			{ '@type': 'ListItem', position: 1, name: '山腳下醬油', item: 'https://soy.example/' },
			{ '@type': 'ListItem', position: 2, name: '文章', item: 'https://soy.example/articles' },
			{ '@type': 'ListItem', position: 3, name: '為什麼我們的醬油要等兩年？' },
		]);
	});
	it('cannot end the element that carries its graph', () => {
		const text = printGraph(articleHead(article({ title: '</script><script>alert(1)' }), place, trail).nodes ?? []);
		expect(text).not.toContain('<');
		expect(JSON.parse(text)['@graph'][0].headline).toBe('</script><script>alert(1)');
	});
});

describe("a members' thread", () => {
	const facts = { locale: 'zh-TW', path: '/community/ask/12-q', indexed: true, trail: [] } as const;
	it('is a posting with its whole text and its comments nested as on the page', () => {
		const reply = comment(3, { html: '<p>可以 &amp; 不必</p><p>再一句</p>' });
		const page = threadPage([comment(1), comment(2, { replies: [reply] })]);
		expect(find(threadHead(page, place, facts).nodes, 'DiscussionForumPosting')).toMatchObject({
			url: 'https://soy.example/community/ask/12-q',
			text: '第 1 則',
			author: { name: '會員1', url: 'https://soy.example/members/member-1' },
			commentCount: 1,
			comment: [{ text: '第 2 則', comment: [{ text: '可以 & 不必\n再一句' }] }],
		});
	});
	it('counts what was done with it and with each comment, where somebody did something', () => {
		const opening = comment(1, {
			reactions: [
				{ sign: '👍', count: 2 },
				{ sign: '🎉', count: 1 },
			],
		});
		const page = threadPage([opening, comment(2, { reactions: [{ sign: '👍', count: 4 }] }), comment(3)]);
		const counter = (deed: string, count: number) => ({
			'@type': 'InteractionCounter',
			interactionType: `https://schema.org/${deed}`,
			userInteractionCount: count,
		});
		const posting = find(threadHead(page, place, facts).nodes, 'DiscussionForumPosting');
		expect(posting?.['interactionStatistic']).toEqual([counter('CommentAction', 2), counter('LikeAction', 3)]);
		const [liked, silent] = posting?.['comment'] as GraphNode[];
		expect(liked?.['interactionStatistic']).toEqual([counter('LikeAction', 4)]);
		expect(silent).not.toHaveProperty('interactionStatistic');
		const alone = find(threadHead(threadPage([comment(1)]), place, facts).nodes, 'DiscussionForumPosting');
		expect(alone).not.toHaveProperty('interactionStatistic');
	});
	it('marks the place of a deleted comment that has answers, and leaves out one that has none', () => {
		const gone = { state: 'deleted', html: '', author: null } as const;
		const page = threadPage([comment(1), comment(2, { ...gone, replies: [comment(3)] }), comment(4, gone)]);
		const posting = find(threadHead(page, place, facts).nodes, 'DiscussionForumPosting');
		expect(posting?.['comment']).toMatchObject([{ creativeWorkStatus: 'Deleted', comment: [{ text: '第 3 則' }] }]);
	});
	it('claims no posting where its opening is not on the page', () => {
		const later = threadPage([comment(2)], { first: false });
		expect(find(threadHead(later, place, facts).nodes, 'DiscussionForumPosting')).toBeUndefined();
		const hidden = threadPage([comment(1, { state: 'hidden', html: '', author: null }), comment(2)]);
		expect(find(threadHead(hidden, place, facts).nodes, 'DiscussionForumPosting')).toBeUndefined();
	});
});

describe("a members' question", () => {
	const facts = { locale: 'zh-TW', path: '/community/ask/12-q', indexed: true, trail: [] } as const;
	const asked = (comments: Parameters<typeof threadPage>[0], more: Partial<ReturnType<typeof threadPage>> = {}) => {
		const page = threadPage(comments, more);
		return threadHead({ ...page, thread: { ...page.thread, kind: 'question' } }, place, facts).nodes;
	};
	it('is the one question of its page, with what was accepted apart from what was suggested', () => {
		const nodes = asked([comment(1), comment(2), comment(3)], { answer: comment(3) });
		expect(find(nodes, 'QAPage')).toMatchObject({ mainEntity: { '@id': expect.stringMatching(/12-q#thread$/) } });
		expect(find(nodes, 'Question')).toMatchObject({
			'@id': expect.stringMatching(/12-q#thread$/),
			text: '第 1 則',
			answerCount: 2,
			acceptedAnswer: { text: '第 3 則', url: 'https://soy.example/community/ask/12-q#comment-3' },
			suggestedAnswer: [{ text: '第 2 則', author: { name: '會員2' } }],
		});
		expect(find(nodes, 'DiscussionForumPosting')).toBeUndefined();
	});
	it('claims no answer where nobody has answered, or where the answer is gone', () => {
		const gone = comment(2, { state: 'deleted', html: '', author: null, replies: [comment(3)] });
		for (const comments of [[comment(1)], [comment(1), gone]]) {
			const question = find(asked(comments), 'Question');
			expect(question).toBeDefined();
			expect(question).not.toHaveProperty('acceptedAnswer');
			expect(question).not.toHaveProperty('suggestedAnswer');
		}
	});
	it('is told of on its first page alone, and only with the words of the question', () => {
		for (const nodes of [
			asked([comment(2)], { first: false }),
			asked([comment(1, { state: 'hidden', html: '', author: null }), comment(2)]),
		])
			expect([find(nodes, 'Question'), find(nodes, 'QAPage')]).toEqual([undefined, undefined]);
	});
});

it("a member's page is about one person, and is listed only where it may be", () => {
	const profile = {
		id: 5,
		handle: 'mei',
		name: '美玲',
		bio: '',
		role: 'member',
		joined: new Date(0),
		path: '/members/mei',
		portrait: null,
	} as const;
	expect(memberHead(profile, false, place, 'zh-TW').indexed).toBe(false);
	const head = memberHead({ ...profile, bio: '愛滷肉' }, true, place, 'zh-TW');
	expect(head.indexed).toBe(true);
	expect(find(head.nodes, 'ProfilePage')).toMatchObject({
		mainEntity: { name: '美玲', identifier: '5', description: '愛滷肉' },
	});
});
