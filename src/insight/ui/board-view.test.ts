import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import type { Board, Steps } from '#insight/board.ts';
import BoardView from '#insight/ui/BoardView.svelte';
import DropsView from '#insight/ui/DropsView.svelte';
import { shareText } from '#insight/ui/share-text.ts';

const nothing: Steps = {
	reached: null,
	visits: 0,
	members: 0,
	commentsHome: 0,
	commentsBack: 0,
	orders: 0,
	takings: [],
};
const busy: Steps = {
	reached: 1234,
	visits: 142,
	members: 9,
	commentsHome: 5,
	commentsBack: 2,
	orders: 3,
	takings: [{ currency: 'TWD', orders: 3, paid: 3000, refunded: 1720, net: 1280 }],
};
const board = (steps: Steps, rows: boolean): Board => ({
	from: '2026-10-28',
	to: '2026-11-24',
	timeZone: 'Asia/Taipei',
	total: steps,
	articles: rows ? [{ ...steps, article: 1, title: '<script>alert(1)</script>', slug: 'soy' }] : [],
	posts: rows
		? [
				{
					...steps,
					post: 1,
					account: '練習場',
					network: 'practice',
					text: '豆'.repeat(90),
					published: null,
					article: 1,
				},
			]
		: [],
	sources: rows
		? [
				{ source: 'facebook', visits: 142, members: 9 },
				{ source: '__proto__', visits: 20, members: 3 },
			]
		: [],
});
const ads = [
	{ currency: 'TWD', spent: 2300, members: 4 },
	{ currency: 'USD', spent: 1250, members: 0 },
];
const page = (locale: 'zh-TW' | 'en', given: Board): string =>
	render(BoardView, { props: { locale, board: given, ads, days: 28 } }).body;
/** A key that no catalogue knows would be printed as it is. */
const unsaid = /\b(?:board|drops?|share|source)\.[a-z-]+/;

describe('the board as a page', () => {
	it.each(['zh-TW', 'en'] as const)('is said completely in %s, full and empty', (locale) => {
		for (const html of [page(locale, board(busy, true)), page(locale, board(nothing, false))])
			expect(html).not.toMatch(unsaid);
	});

	it('speaks in sentences with the count and the interval', () => {
		const html = page('en', board(busy, true));
		expect(html).toContain('142 visits came from Facebook; 9 joined');
		expect(html).toContain('6.3%, likely 3% to 12%');
		expect(html).toContain('3 of 20');
		expect(html).toContain('NT$1,280');
		expect(html).not.toContain('<script>alert');
		expect(html).toContain('NT$575');
		expect(html).toContain('Ads cost NT$2,300 and brought 4 members.');
		expect(html).toContain('Ads cost $12.50; nobody has joined by them yet.');
	});

	it('has no Chinese on an English page but what people wrote', () => {
		expect(page('en', board(nothing, false))).not.toMatch(/\p{Script=Han}/u);
	});
});

describe('the log as a page', () => {
	it.each(['zh-TW', 'en'] as const)('is said completely in %s', (locale) => {
		const rows = (
			['robot', 'preview', 'monitoring', 'prefetch', 'no-agent', 'staff', 'script', 'head', 'overload'] as const
		).map((reason) => ({
			day: '2026-11-24',
			reason,
			agent: '',
			what: 'click' as const,
			hits: 1,
		}));
		expect(render(DropsView, { props: { locale, rows, sums: rows } }).body).not.toMatch(unsaid);
		expect(render(DropsView, { props: { locale, rows: [], sums: [] } }).body).not.toMatch(unsaid);
	});
});

describe('shareText', () => {
	it('tells no percentage of fewer than thirty', () => {
		expect(shareText('en', 3, 20)).toBe('3 of 20');
		expect(shareText('zh-TW', 0, 29)).toBe('29 之中 0');
		expect(shareText('en', 30, 200)).toBe('15%, likely 11% to 21%');
		expect(shareText('en', 5, 0)).toBe('');
		expect(shareText('en', 5, 4)).toBe('');
	});
});
