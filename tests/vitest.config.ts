import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const whole = {
	testTimeout: 120_000,
	hookTimeout: 600_000,
	pool: 'forks' as const,
	// A browser beside another one takes its time.
	expect: { poll: { timeout: 10_000 } },
};
/** What needs a quiet browser, or compares moments of two processes. */
const alone = ['browser/editor', 'browser/journey', 'browser/lighthouse', 'html/valid-html', 'http/two-processes'].map(
	(name) => `tests/${name}.test.ts`,
);

/** What takes longest, the longest first: it begins first, so that none of it is left alone at the end. */
const longest = ['browser/pages', 'browser/working-pages'];
class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const turn = ({ moduleId }: TestSpecification): number => {
			const place = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
			return place < 0 ? longest.length : place;
		};
		return (await super.sort(files)).sort((one, other) => turn(one) - turn(other));
	}
}

/**
 * What needs the whole product: the built server over HTTP, several processes, a real browser. Each file has a product of its
 * own, and much of its time is waiting: four at a time are what two cores carry.
 */
export default defineConfig({
	test: {
		sequence: { sequencer: LongestFirst },
		projects: [
			{
				test: {
					...whole,
					name: 'alone',
					include: alone,
					fileParallelism: false,
					sequence: { groupOrder: 1 },
				},
			},
			{
				test: {
					...whole,
					name: 'side by side',
					include: ['tests/**/*.test.ts'],
					exclude: alone,
					maxWorkers: 4,
					sequence: { groupOrder: 0 },
				},
			},
		],
	},
});
