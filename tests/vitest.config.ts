import { defineConfig } from 'vitest/config';

const whole = {
	testTimeout: 120_000,
	hookTimeout: 300_000,
	pool: 'forks' as const,
	// A browser beside another one takes its time.
	expect: { poll: { timeout: 10_000 } },
};
/** Every page of the map: the two longest files, of equal weight, which disturb nobody. */
const pages = ['tests/browser/pages.test.ts', 'tests/browser/working-pages.test.ts'];

/** What has a product of its own and measures nothing. */
const apart = [
	...['api', 'found', 'guessing', 'neighbours', 'newsletter', 'page-rights', 'providers', 'single-sign-on'].map(
		(name) => `http/${name}`,
	),
	...['member', 'proposal', 'qr', 'set-up'].map((name) => `browser/${name}`),
].map((name) => `tests/${name}.test.ts`);

/**
 * What needs the whole product: the built server over HTTP, several processes, a real browser. What stops
 * processes, counts, or needs a quiet browser runs one at a time; the others two at a time.
 */
export default defineConfig({
	test: {
		projects: [
			{
				test: {
					...whole,
					name: 'alone',
					include: ['tests/**/*.test.ts'],
					exclude: [...pages, ...apart],
					fileParallelism: false,
					sequence: { groupOrder: 1 },
				},
			},
			{
				test: {
					...whole,
					name: 'side by side',
					include: [...pages, ...apart],
					maxWorkers: 2,
					sequence: { groupOrder: 0 },
				},
			},
		],
	},
});
