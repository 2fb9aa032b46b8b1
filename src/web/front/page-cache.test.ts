import { describe, expect, it } from 'vitest';
import { finishPage } from '#web/front/compose-page.ts';
import { createPageCache } from '#web/front/page-cache.ts';

const page = (text: string, ...about: string[]) => finishPage(text, 200, {}, about, {});

describe('page cache', () => {
	it('drops exactly the pages about what changed', async () => {
		const cache = createPageCache(1e7);
		for (const [key, about] of [
			['/a', 'article:1'],
			['/b', 'article:2'],
		] as const) {
			cache.finish(cache.begin(key), await page(key, about, 'site'));
		}
		cache.drop(['article:1', 'thread:9']);
		expect(cache.get('/a')).toBeUndefined();
		expect(cache.get('/b')).toBeDefined();
		cache.drop(['site']);
		expect(cache.stats()).toMatchObject({ pages: 0, bytes: 0 });
	});

	it('does not keep a page whose things changed while it was rendered', async () => {
		const cache = createPageCache(1e7);
		const fill = cache.begin('/a');
		const other = cache.begin('/b');
		const rendered = await page('old', 'article:1');
		cache.drop(['article:1']);
		cache.finish(fill, rendered);
		cache.finish(other, await page('b', 'article:2'));
		expect(cache.get('/a')).toBeUndefined();
		expect(cache.get('/b')).toBeDefined();
		// Whoever waited still gets an answer: it was true when it was asked for.
		expect(await fill.done).toBe(rendered);
	});

	it('does not keep a page that began before changes which are no longer remembered', async () => {
		const cache = createPageCache(1e7);
		const fill = cache.begin('/a');
		for (let change = 0; change < 3000; change++) cache.drop([`other:${change}`]);
		cache.finish(fill, await page('a', 'article:1'));
		expect(cache.get('/a')).toBeUndefined();
	});

	it('forgets everything when changes may have been missed', async () => {
		const cache = createPageCache(1e7);
		const fill = cache.begin('/a');
		cache.finish(cache.begin('/b'), await page('b'));
		cache.drop(null);
		cache.finish(fill, await page('a'));
		expect(cache.stats().pages).toBe(0);
	});

	it('lets one rendering serve all who ask meanwhile', async () => {
		const cache = createPageCache(1e7);
		const fill = cache.begin('/a');
		const waiting = cache.pending('/a')?.done;
		cache.finish(fill, await page('a'));
		expect((await waiting)?.finished.identity.toString()).toBe('a');
		expect(cache.pending('/a')).toBeUndefined();
	});

	it('stays within its bytes', async () => {
		const cache = createPageCache(60_000);
		for (let number = 0; number < 50; number++)
			cache.finish(cache.begin(`/${number}`), await page(`${number}`.repeat(1000)));
		expect(cache.stats().bytes).toBeLessThanOrEqual(60_000);
		expect(cache.get('/49')).toBeDefined();
		expect(cache.get('/0')).toBeUndefined();
	});
});
