import { defineConfig } from 'vitest/config';

/** What needs the whole product: the built server over HTTP, several processes, a real browser. One at a time. */
export default defineConfig({
	test: {
		include: ['tests/**/*.test.ts'],
		testTimeout: 120_000,
		hookTimeout: 180_000,
		pool: 'forks',
		fileParallelism: false,
	},
});
