import { hostname } from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { workerName } from '#platform/worker-name.ts';
import { setPace } from '#notification/server/index.ts';
import { allowed, interval } from '#notification/server/sending/pace.ts';
import { leaveOffice, takeOffice } from '#notification/server/sending/post-office.ts';
import { takeTurn } from '#notification/server/sending/turn.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
beforeAll(async () => void (place = await testSite()));
afterAll(() => place.close());

it('is held by one process at a time; one that died or fell silent loses it and takes nobody any more', async () => {
	const [one, other] = [workerName(), workerName()];
	const taken = await Promise.all([one, other].map((worker) => takeOffice(place.system(), { worker })));
	expect(taken.filter(Boolean)).toHaveLength(1);
	const [holder, waiting] = taken[0] ? [one, other] : [other, one];
	expect((await takeTurn(place.system(), 1, holder, [], 5)).held).toBe(true);
	expect((await takeTurn(place.system(), 1, waiting, [], 5)).held).toBe(false);
	place.clock.advance(59_000);
	expect(await takeOffice(place.system(), { worker: waiting })).toBeNull();
	place.clock.advance(2_000);
	expect(await takeOffice(place.system(), { worker: waiting })).not.toBeNull();
	expect((await takeTurn(place.system(), 1, holder, [], 5)).held).toBe(false);
	await leaveOffice(place.system(), { worker: holder });
	expect((await takeTurn(place.system(), 1, waiting, [], 5)).held).toBe(true);
	// A process of this machine that is not there any more need not be waited for.
	await place.site
		.sql`update notification.post_office set worker = ${`${hostname()} 4194303 x`}, seen = ${place.clock.now()}`;
	expect(await takeOffice(place.system(), { worker: holder })).not.toBeNull();
});

it('keeps the slower of two paces, without catching up on a pause', async () => {
	await setPace(place.system(), { per_second: '20', per_hour: '' });
	await place.site.sql`update notification.post_office set worker = null`;
	expect(await takeOffice(place.system(), { worker: workerName() })).toEqual({ per_second: 20, per_hour: null });
	for (const wrong of ['0', '-1', '1.5', 'x', '1001'])
		await expect(setPace(place.system(), { per_second: wrong, per_hour: '' })).rejects.toMatchObject({ status: 422 });
	const between = interval({ per_second: 20, per_hour: 36_000 });
	expect(between).toBe(100);
	let next = -between;
	let sent = 0;
	for (let now = 0; now < 10_000; now += 7) {
		const may = allowed(between, next, now, 24);
		next = may.next;
		sent += may.count;
	}
	expect(sent).toBeGreaterThanOrEqual(99);
	expect(sent).toBeLessThanOrEqual(101);
	expect(allowed(between, next, 3_600_000, 24).count).toBeLessThanOrEqual(2);
	expect(allowed(0, 0, 5, 24).count).toBe(24);
});
