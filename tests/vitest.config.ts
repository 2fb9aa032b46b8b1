import { defineConfig } from 'vitest/config';

const whole = { testTimeout: 120_000, hookTimeout: 300_000, pool: 'forks' as const };
/** Every page of the map: the two longest files, of equal weight, which disturb nobody. */
const pages = ['tests/browser/pages.test.ts', 'tests/browser/working-pages.test.ts'];

/**
 * What needs the whole product: the built server over HTTP, several processes, a real browser. One at a time, but for the
 * pages, which are looked at side by side when the others are done.
 */
export default defineConfig({
	test: {
		projects: [
			{
				test: {
					...whole,
					name: 'alone',
					include: ['tests/**/*.test.ts'],
					exclude: pages,
					fileParallelism: false,
					sequence: { groupOrder: 0 },
				},
			},
			{ test: { ...whole, name: 'pages', include: pages, maxWorkers: 2, sequence: { groupOrder: 1 } } },
		],
	},
});
