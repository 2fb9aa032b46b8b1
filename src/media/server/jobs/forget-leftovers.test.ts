import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { spoolFolder } from '#platform/spool.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { forgetLeftovers } from '#media/server/index.ts';

let place: TestSite;
beforeAll(async () => void (place = await testSite()));
afterAll(() => place.close());

it('takes away what a crash left the day before, and nothing that may still be looked at', async () => {
	const ctx = place.system();
	const folder = spoolFolder(ctx.settings.data);
	await forgetLeftovers.run(ctx, {});
	const old = new Date(ctx.now.getTime() - 25 * 60 * 60_000);
	mkdirSync(path.join(folder, 'pixels-old'), { recursive: true });
	writeFileSync(path.join(folder, 'pixels-old', 'half.webp'), 'x');
	for (const name of ['old', 'fresh']) writeFileSync(path.join(folder, name), 'x');
	for (const name of ['old', 'pixels-old']) utimesSync(path.join(folder, name), old, old);
	utimesSync(path.join(folder, 'fresh'), ctx.now, ctx.now);
	await forgetLeftovers.run(ctx, {});
	expect(readdirSync(folder)).toEqual(['fresh']);
});
