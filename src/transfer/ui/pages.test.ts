import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import type { RunReport } from '#transfer/run.ts';
import { sayNote, sayReasons } from '#transfer/say-run.ts';
import RunList from '#transfer/ui/RunList.svelte';
import RunView from '#transfer/ui/RunView.svelte';
import StartTransfer from '#transfer/ui/StartTransfer.svelte';

const unsaid = /\b(?:kind|fate|run|runs|state|start|files|note|list)\.[a-z-]+/;
const run: RunReport = {
	id: 3,
	source: 'wordpress',
	place: '/x/export.xml',
	origin: 'https://old.example',
	dry: false,
	asked: new Date('2026-11-24T02:00:00Z'),
	seen: new Date('2026-11-24T02:00:00Z'),
	ended: null,
	stopping: false,
	outcome: null,
	trouble: null,
	position: 50,
	total: 100,
	counts: {
		article: { fresh: 5000, changed: 1, same: 2, held: 3, left: 4 },
		other: { fresh: 0, changed: 0, same: 0, held: 0, left: 1 },
	},
	reasons: [
		{
			kind: 'comment',
			code: 'comment.spam',
			lost: true,
			count: 2,
			examples: [{ id: '1', title: '<b>買</b>', details: {} }],
		},
		{
			kind: 'redirect',
			code: 'redirect',
			lost: true,
			count: 1,
			examples: [{ id: '/', title: '/', details: { reason: 'loop' } }],
		},
	],
};
const ended = new Date('2026-11-24T03:00:00Z');

describe.each(['zh-TW', 'en'] as const)('the pages in %s', (locale) => {
	it('say everything, in every state, and nothing of what a file says as HTML', () => {
		const sources = [{ name: 'wordpress', title: 'WordPress' }];
		const start = { locale, folder: '/data/transfer/home', sources, kept: '', trouble: null };
		const trouble = { message: 'x', fields: { place: 'y' }, values: {} };
		const view = (more: Partial<RunReport>, why: string | null = null) =>
			render(RunView, {
				props: {
					locale,
					run: { ...run, ...more },
					reasons: sayReasons(locale, more.reasons ?? run.reasons),
					trouble: why,
				},
			}).body;
		const pages = [
			render(StartTransfer, { props: { ...start, files: [] } }).body,
			render(StartTransfer, {
				props: { ...start, files: [{ name: 'a.xml', size: 1_500_000 }], kept: 'a.xml', trouble },
			}).body,
			render(RunList, { props: { locale, timeZone: 'Asia/Taipei', runs: [], sources } }).body,
			render(RunList, {
				props: {
					locale,
					timeZone: 'Asia/Taipei',
					runs: [run, { ...run, id: 4, dry: true, ended, outcome: 'done' }],
					sources,
				},
			}).body,
			view({}),
			view({ stopping: true }),
			view({ ended, outcome: 'done' }),
			view({ ended, outcome: 'done', dry: true, reasons: [] }),
			view({ ended, outcome: 'stopped' }),
			view({ ended, outcome: 'failed' }, 'why'),
		];
		for (const html of pages) expect(html.replace(/<code>.*?<\/code>|a\.xml|list\.csv/gs, '')).not.toMatch(unsaid);
		expect(pages.join('')).not.toContain('<b>買');
		expect(view({ ended, outcome: 'done', dry: true })).toContain('?/begin');
		expect(view({ ended, outcome: 'done' })).not.toContain('?/begin');
		expect(view({})).toContain('?/stop');
		// Of what nothing became no column is shown.
		expect(view({})).toContain('>3<');
		expect(
			view({ counts: { article: { fresh: 1, changed: 0, same: 0, held: 0, left: 0 } } }).match(/<th scope="col"/g),
		).toHaveLength(2);
	});

	it('say why a picture did not come, whoever refused it, and of former reports too', () => {
		for (const why of [
			'picture.not-in-folder',
			'picture.no-origin',
			'picture.not-there',
			'picture.too-large',
			'picture.svg',
			'outside.unreachable',
			'outside.too-slow',
			'transfer.broken',
		]) {
			const said = sayNote(locale, 'picture', { address: 'https://old.example/a.png', why });
			expect(said, why).not.toMatch(/picture\.|outside\.|transfer\.|[{}]/);
			expect(said).toContain('https://old.example/a.png');
		}
		expect(sayNote(locale, 'picture', { address: 'x', why: 'outside.unreachable', host: 'old.example' })).toContain(
			'old.example',
		);
	});
});
