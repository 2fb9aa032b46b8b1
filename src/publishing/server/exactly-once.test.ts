import { afterAll, beforeAll, expect, it } from 'vitest';
import { mostTries } from '#network/attempt.ts';
import { publishThrough } from '#testing/publish-through.ts';
import { everyWorld } from '#testing/publish-worlds.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

/** One network for each thing that can stand against a second post; the bench leads all of them through. */
const worlds = everyWorld().filter(({ name }) =>
	['facebook', 'instagram', 'mastodon', 'line', 'pinterest', 'telegram'].includes(name),
);
let place: TestSite;
beforeAll(async () => {
	place = await testSite();
	for (const world of worlds) await world.open();
});
afterAll(async () => {
	for (const world of worlds) await world.close();
	await place.close();
});

/**
 * Many posts over a bad line to a bad network: answers that never come, failures before and after the thing was done,
 * processes that die between any two steps. However it goes, each is there once or a person is told; `npm run bench --
 * publish` does the same ten thousand times.
 */
it.each(worlds.map((world) => [world.name, world] as const))(
	'%s: nothing twice, nothing lost',
	async (_name, world) => {
		const sending = { sql: place.site.sql, system: (now: Date) => ({ ...place.system(), now }) };
		const result = await publishThrough(world, sending, { posts: 60, seed: 20261126 });
		expect(result.faults).toBeGreaterThanOrEqual(20);
		expect(result.evidence).toEqual([]);
		expect(result).toMatchObject({ double: 0, lost: 0 });
		// Far from giving up: bad days meet each post as often as they come, not the last ones all at once.
		expect(result.tries).toBeLessThan(mostTries / 2);
		// What nobody could know is said to be so, and everything else has come to its end.
		expect(result.open).toBe(0);
		expect(result.published + result.unconfirmed).toBe(60);
		if (world.tells) expect(result.unconfirmed).toBe(0);
	},
	120_000,
);
