import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMember } from '#membership/server/index.ts';
import { roles, type Actor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { openArchive, readWhole } from '#transfer/reading/archive.ts';
import {
	askExport,
	forgetExport,
	keepExports,
	letGoOfExport,
	listExports,
	takeExportFile,
	waitForExport,
} from '#transfer/server/index.ts';

let place: TestSite;
let owner: Actor;
beforeEach(async () => {
	place = await testSite();
	const { id, handle } = await createMember(place.system(), {
		name: '店主',
		email: 'owner@example.com',
		role: 'owner',
	});
	owner = { kind: 'member', member: id, name: '店主', handle, role: 'owner' };
});
afterEach(() => place.close());

const hand = async (): Promise<void> => {
	await place.runJobs();
	await waitForExport(place.site.handle);
};
const latest = async () => (await listExports(place.as(owner), {}))[0];

it('is asked for, written by a worker, fetched, and forgotten after a day, each written down with who', async () => {
	const { id } = await askExport(place.as(owner), {});
	await expect(askExport(place.as(owner), {})).rejects.toMatchObject({ code: 'transfer.export-going' });
	await expect(takeExportFile(place.as(owner), { id })).rejects.toMatchObject({ code: 'transfer.no-export' });
	await hand();
	const card = await latest();
	expect(card).toMatchObject({ id, by: '店主', outcome: 'done', counts: { members: 1 }, missing: [] });
	const { file, name } = await takeExportFile(place.as(owner), { id });
	expect(name).toBe('test-2026-11-24.zip');
	const archive = await openArchive(file);
	expect(JSON.parse((await readWhole(await archive.read('homecourt.json'), 1e6, '')).toString())).toMatchObject({
		format: 'homecourt-export',
	});
	await archive.close();

	place.clock.advance(86_400_000 - 60_000);
	await keepExports.run(place.system(), {});
	expect(existsSync(file)).toBe(true);
	place.clock.advance(120_000);
	await keepExports.run(place.system(), {});
	expect(existsSync(file)).toBe(false);
	expect(await latest()).toMatchObject({ until: null, outcome: 'done' });
	await expect(takeExportFile(place.as(owner), { id })).rejects.toMatchObject({ code: 'transfer.no-export' });
	const facts = await place.site.sql`select name, actor from platform.event where name like 'export.%' order by id`;
	expect(facts.map((fact) => [fact['name'], fact['actor'] !== null])).toEqual([
		['export.asked', true],
		['export.ended', expect.any(Boolean)],
		['export.taken', true],
		['export.forgotten', expect.any(Boolean)],
	]);
});

it('is the owner’s alone', async () => {
	const { id } = await askExport(place.as(owner), {});
	await hand();
	for (const role of roles.filter((one) => one !== 'owner')) {
		const other = place.as({ ...(owner as Extract<Actor, { kind: 'member' }>), role });
		for (const attempt of [askExport, takeExportFile, forgetExport, listExports])
			await expect(attempt(other, { id } as never), role).rejects.toMatchObject({ status: 403 });
	}
	await expect(takeExportFile(place.as(), { id })).rejects.toMatchObject({ code: 'session.required' });
	await forgetExport(place.as(owner), { id });
	await forgetExport(place.as(owner), { id });
	expect((await latest())?.until).toBeNull();
});

it('is begun anew after its process died or was ended, whatever it left behind', async () => {
	const { id } = await askExport(place.as(owner), {});
	const folder = path.join(place.as().settings.data, 'export', 'test');
	mkdirSync(folder, { recursive: true });
	writeFileSync(path.join(folder, `${id}.zip.partial`), 'half');
	writeFileSync(path.join(folder, `${id}.zip`), 'whole, but nobody said so');
	await place.site.sql`update transfer.export set worker = 'elsewhere 1 x'`;
	await hand();
	expect((await latest())?.ended).toBeNull();
	place.clock.advance(200_000);
	await keepExports.run(place.system(), {});
	await letGoOfExport(place.site.handle);
	await keepExports.run(place.system(), {});
	await waitForExport(place.site.handle);
	expect(await latest()).toMatchObject({ id, outcome: 'done' });
	expect(await readdir(folder)).toEqual([`${id}.zip`]);
});

it('says so when it cannot be written, and leaves nothing', async () => {
	await askExport(place.as(owner), {});
	const { data } = place.as().settings;
	writeFileSync(path.join(data, 'export'), 'a file where the folder should be');
	await hand();
	expect(await latest()).toMatchObject({ outcome: 'failed', trouble: { code: 'transfer.export-failed' }, until: null });
});
