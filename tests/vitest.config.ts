import { defineConfig } from 'vitest/config';

const whole = { testTimeout: 120_000, hookTimeout: 300_000, pool: 'forks' as const };
/** Every page of the map: the two longest files, of equal weight, which disturb nobody. */
const pages = ['tests/browser/pages.test.ts', 'tests/browser/working-pages.test.ts'];

/** What asks one product of its own and measures nothing. */
const asking = ['api', 'found', 'neighbours', 'newsletter', 'providers', 'single-sign-on'].map(
	(name) => `tests/http/${name}.test.ts`,
);

/**
 * What needs the whole product: the built server over HTTP, several processes, a real browser. What stops
 * processes, counts or drives one browser long runs one at a time; the others two at a time.
 */
export default defineConfig({
	test: {
		projects: [
			{
				test: {
					...whole,
					name: 'alone',
					include: ['tests/**/*.test.ts'],
					exclude: [...pages, ...asking],
					fileParallelism: false,
					sequence: { groupOrder: 1 },
				},
			},
			{
				test: {
					...whole,
					name: 'side by side',
					include: [...pages, ...asking],
					maxWorkers: 2,
					sequence: { groupOrder: 0 },
				},
			},
		],
	},
});
