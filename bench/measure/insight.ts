import type { Bench } from '../bench.ts';
import { milliseconds, plain, type Figure } from '../figure.ts';
import { median } from '../median.ts';
import { browser } from '../load/load.ts';
import { openPlace } from '../place.ts';
import { countHit, flushHits, readBoard } from '#insight/server/index.ts';
import { system } from '#platform/actor.ts';

const hits = 100_000;

/** The board over ninety days of two million visits, and what it costs to count a page view. */
export async function measureInsight(bench: Bench): Promise<Figure[]> {
	const { port } = await bench.product();
	const installation = await openPlace(bench.place.data, port);
	try {
		const site = await installation.site('home');
		const ctx = site.context({ actor: system, locale: 'zh-TW' });
		const from = new Date(Date.parse(bench.place.today) - 89 * 86_400_000).toISOString().slice(0, 10);
		const times: number[] = [];
		let visits = 0;
		for (let round = 0; round < 5; round++) {
			const started = performance.now();
			visits = (await readBoard(ctx, { from, to: bench.place.today })).total.visits;
			times.push(performance.now() - started);
		}
		if (!visits) throw new Error('The board is empty');

		const count = (address: number): void =>
			countHit(site, {
				path: '/articles/article-1',
				reads: `article:${1 + (address % 50)}`,
				address: `10.${address % 20}.${(address >> 5) % 250}.7`,
				userAgent: browser,
				headers: { host: 'localhost', cookie: 'lang=zh-TW' },
				member: null,
			});
		for (let index = 0; index < 20_000; index++) count(index);
		await flushHits(site.handle);
		const counted = performance.now();
		for (let index = 0; index < hits; index++) count(index);
		const each = ((performance.now() - counted) * 1_000) / hits;
		const flushed = performance.now();
		await flushHits(site.handle);
		const flush = performance.now() - flushed;
		return [
			plain(`the board, 90 days, ${visits.toLocaleString('en')} visits`, milliseconds(median(times)), '', null, {
				milliseconds: median(times),
				visits,
			}),
			plain('counting a page view', `${each.toFixed(2)} µs`, '', null, { microseconds: each }),
			plain(`writing ${hits.toLocaleString('en')} views of 5,000 visitors`, milliseconds(flush), '', null, {
				milliseconds: flush,
			}),
		];
	} finally {
		await installation.close();
	}
}
