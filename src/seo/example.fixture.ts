import type { ArticlePage } from '#content/article.ts';
import type { ShownComment, ThreadPage } from '#community/thread.ts';
import type { Place } from '#seo/graph.ts';

export const place: Place = {
	siteUrl: 'https://soy.example',
	brand: {
		name: '山腳下醬油',
		tagline: '一年只做一次的事',
		colour: '#8a3b1e',
		layout: 'journal',
		locale: 'zh-TW',
		timeZone: 'Asia/Taipei',
		logo: { file: 'logo-400.webp', width: 400, height: 400 },
		facebookPage: 'https://www.facebook.com/soy',
		ready: true,
	} as Place['brand'],
};

export const article = (change: Partial<ArticlePage> = {}): ArticlePage =>
	({
		id: 3,
		slug: '兩年',
		path: '/articles/%E5%85%A9%E5%B9%B4',
		title: '為什麼我們的醬油要等兩年？',
		excerpt: '從一口甕說起。',
		tags: ['釀造'],
		published: new Date('2026-11-01T02:00:00Z'),
		changed: new Date('2026-11-03T02:00:00Z'),
		author: { id: 1, name: '阿燕', handle: 'yan' },
		authors: [{ id: 1, name: '阿燕', handle: 'yan' }],
		translations: [],
		series: null,
		related: [],
		products: [],
		cover: null,
		comments: 2,
		access: 'public',
		html: '<p>黑豆、鹽、水。</p>',
		locale: 'zh-TW',
		readingMinutes: 3,
		thread: 9,
		whole: true,
		...change,
	}) as ArticlePage;

export const comment = (id: number, change: Partial<ShownComment> = {}): ShownComment => ({
	id,
	parent: null,
	html: `<p>第 ${id} 則</p>`,
	posted: new Date(`2026-11-05T0${id}:00:00Z`),
	edited: null,
	state: 'shown',
	author: { name: `會員${id}`, handle: `member-${id}`, staff: false },
	origin: null,
	answers: null,
	reactions: [],
	replies: [],
	more: false,
	...change,
});

export const threadPage = (comments: ShownComment[], change: Partial<ThreadPage> = {}): ThreadPage => ({
	thread: {
		id: 12,
		path: '/community/ask/12-q',
		title: '醬油可以冷凍嗎？',
		subject: null,
		category: { id: 1, slug: 'ask', name: '發問' },
		author: { id: 1, name: '會員1', handle: 'member-1' },
		kind: 'discussion',
		answer: null,
		idea: null,
		opened: new Date('2026-11-05T01:00:00Z'),
		closed: null,
		comment_count: comments.length,
		replies: comments.length - 1,
		last_commented: null,
		writable: true,
		hidden: null,
		signs: [],
	},
	comments,
	answer: null,
	poll: null,
	total: comments.length,
	next: null,
	first: true,
	branch: null,
	replying: null,
	...change,
});
