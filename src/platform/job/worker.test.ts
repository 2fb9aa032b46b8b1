import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { job, type Job } from '#platform/job/job.ts';
import { jobAlarm } from '#platform/job/alarm.ts';
import { openQueue } from '#platform/job/queue.ts';
import { jobRegistry } from '#platform/job/registry.ts';
import { startWorker } from '#platform/job/worker.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
beforeAll(async () => void (place = await testSite()));
afterAll(() => place.close());

it('does what is short while what takes long is still at it', async () => {
	let finish = (): void => undefined;
	const long = new Promise<void>((resolve) => void (finish = resolve));
	const done: string[] = [];
	const picture = job('test.picture', { patient: true }, async () => {
		await long;
		done.push('picture');
	});
	const mail = job('test.mail', {}, async () => void done.push('mail'));
	const jobs = jobRegistry([picture, mail] as unknown as Job[]);
	const ctx: Ctx = { ...place.system(), now: new Date() };
	const boss = await openQueue(place.site.sql, ctx.log, true);
	await startWorker(boss, jobs, () => ctx, ctx.log);
	const order = command(z.object({ of: z.custom<Job>() }), async (inside, { of }) => inside.queue(of, {}));
	try {
		for (let count = 0; count < 30; count++) await order(ctx, { of: picture as Job });
		await order(ctx, { of: mail as Job });
		await expect.poll(() => done, { timeout: 20_000 }).toEqual(['mail']);
		finish();
		await expect.poll(() => done.length, { timeout: 30_000 }).toBeGreaterThan(3);
	} finally {
		finish();
		await boss.stop({ graceful: true, timeout: 10_000 } as never);
	}
}, 90_000);

it('takes what somebody watches for before what waits longer', async () => {
	const done: string[] = [];
	const picture = job('test.waiting-picture', { patient: true }, async () => void done.push('picture'));
	const figures = job('test.figures', { patient: true, ahead: true }, async () => void done.push('figures'));
	const ctx: Ctx = { ...place.system(), now: new Date() };
	const boss = await openQueue(place.site.sql, ctx.log, true);
	const order = command(z.object({ of: z.custom<Job>() }), async (inside, { of }) => inside.queue(of, {}));
	try {
		for (let count = 0; count < 12; count++) await order(ctx, { of: picture as Job });
		await order(ctx, { of: figures as Job });
		await startWorker(boss, jobRegistry([picture, figures] as unknown as Job[]), () => ctx, ctx.log);
		await expect.poll(() => done.length, { timeout: 30_000 }).toBe(13);
		expect(done.indexOf('figures')).toBeLessThan(4);
	} finally {
		await boss.stop({ graceful: true, timeout: 10_000 } as never);
	}
}, 90_000);

it('does what somebody said a moment for beside what waits for a slow answer, and tries again what failed', async () => {
	let answer = (): void => undefined;
	const slow = new Promise<void>((resolve) => void (answer = resolve));
	const done: string[] = [];
	const waiting = job('test.waiting', { punctual: true }, async () => {
		await slow;
		done.push('waiting');
	});
	let tries = 0;
	const moment = job<{ what: string }>('test.moment', { punctual: true, pause: 0 }, async (_, { what }) => {
		if (what === 'once more' && ++tries === 1) throw new Error('not yet');
		done.push(what);
	});
	const ctx: Ctx = { ...place.system(), now: new Date() };
	const boss = await openQueue(place.site.sql, ctx.log, true);
	const worker = await startWorker(boss, jobRegistry([waiting, moment] as unknown as Job[]), () => ctx, ctx.log);
	const order = command(z.object({ of: z.custom<Job>(), what: z.string().default('') }), async (inside, { of, what }) =>
		inside.queue(of, { what }),
	);
	try {
		for (let count = 0; count < 60; count++) await order(ctx, { of: waiting as unknown as Job });
		await order(ctx, { of: moment as unknown as Job, what: 'now' });
		await order(ctx, { of: moment as unknown as Job, what: 'once more' });
		worker.wake(['punctual']);
		await expect.poll(() => done[0], { timeout: 20_000 }).toBe('now');
		expect(done).not.toContain('waiting');
		await expect.poll(() => (worker.wake(['punctual']), done.includes('once more')), { timeout: 20_000 }).toBe(true);
		const stopping = worker.stop(20_000);
		answer();
		await stopping;
		// Whoever stops waits for what is under way, and the queue knows of it.
		expect(done.filter((what) => what === 'waiting')).toHaveLength(60);
		const left = await place.site.sql`select id from job.job where name = 'punctual' and state <> 'completed'`;
		expect(left).toHaveLength(0);
	} finally {
		answer();
		await boss.stop({ graceful: true, timeout: 10_000 } as never);
	}
}, 90_000);

it('leaves out what comes by the clock while it is asked to, and nothing else', async () => {
	const done: string[] = [];
	const regular = job('test.regular', { every: '0 0 1 1 *' }, async () => void done.push('regular'));
	const once = job('test.once', {}, async () => void done.push('once'));
	const ctx: Ctx = { ...place.system(), now: new Date() };
	const boss = await openQueue(place.site.sql, ctx.log, true);
	const worker = await startWorker(boss, jobRegistry([regular, once] as unknown as Job[]), () => ctx, ctx.log);
	const order = command(z.object({ of: z.custom<Job>() }), async (inside, { of }) => inside.queue(of, {}));
	try {
		const goOn = worker.pauseClock();
		await order(ctx, { of: regular as Job });
		await order(ctx, { of: once as Job });
		await expect.poll(() => done, { timeout: 20_000 }).toEqual(['once']);
		const waiting = () =>
			place.site.sql`select id from job.job where data->>'job' = 'test.regular' and state < 'completed'`;
		await expect.poll(async () => (await waiting()).length, { timeout: 20_000 }).toBe(0);
		goOn();
		await order(ctx, { of: regular as Job });
		await expect.poll(() => done, { timeout: 20_000 }).toEqual(['once', 'regular']);
	} finally {
		await boss.stop({ graceful: true, timeout: 10_000 } as never);
	}
}, 60_000);

it('rings when a job comes due that waits for its time, and not before one is there', async () => {
	const ctx: Ctx = { ...place.system(), now: new Date() };
	const later = job('test.later', {}, () => Promise.resolve());
	let rung = 0;
	const alarm = jobAlarm(place.site.sql, 'work', () => void rung++);
	try {
		const order = command(z.object({}), async (inside) =>
			inside.queue(later, {}, { after: new Date(Date.now() + 700) }),
		);
		await order(ctx, {});
		const due = async () =>
			(
				await place.site
					.sql`select id from job.job where data->>'job' = 'test.later' and state < 'active' and start_after <= now()`
			).length;
		alarm.set();
		await expect.poll(() => rung, { timeout: 20_000 }).toBe(1);
		expect(await due()).toBe(1);
	} finally {
		alarm.stop();
	}
}, 30_000);
