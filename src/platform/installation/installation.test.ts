import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { productMigrations } from '#app/product.ts';
import { system } from '#platform/actor.ts';
import { systemClock } from '#platform/clock.ts';
import { command } from '#platform/context/command.ts';
import { createDatabase, dropDatabase } from '#platform/installation/control.ts';
import { openInstallation, type Installation } from '#platform/installation/installation.ts';
import { job } from '#platform/job/job.ts';
import { jobRegistry } from '#platform/job/registry.ts';
import { silent } from '#platform/log.ts';
import { readSettings } from '#platform/settings.ts';
import { randomToken } from '#platform/token.ts';

const data = mkdtempSync(path.join(tmpdir(), 'homecourt-installation-'));
const mark = randomToken(8);
const [control, name] = [`control_${mark}`, `shop-${mark}`];
const done: string[] = [];
const note = job<{ word: string }>('test.note-word', {}, (ctx, { word }) => {
	done.push(`${ctx.site.name} ${word}`);
	return Promise.resolve();
});
const ask = command(z.object({ word: z.string() }), (ctx, { word }) => {
	ctx.queue(note, { word });
	return Promise.resolve();
});

/** As a process opens it that was given the address of a server, here by the folder of its socket. */
const open = (worker: boolean): Promise<Installation> => {
	const { host, user } = inject('server');
	return openInstallation({
		settings: readSettings({
			HOMECOURT_DATA: data,
			DATABASE_URL: `postgres://${user}@localhost/${control}?host=${encodeURIComponent(host)}`,
		}),
		log: silent,
		clock: systemClock,
		jobs: jobRegistry([note]),
		migrations: productMigrations(),
		worker,
	});
};

let web: Installation;
let worker: Installation;
beforeAll(async () => {
	await expect(open(false)).rejects.toMatchObject({ code: 'database.missing' });
	await createDatabase(inject('server'), control);
	worker = await open(true);
	worker.followSites();
	web = await open(false);
});
afterAll(async () => {
	await web?.removeSite(name).catch(() => undefined);
	await web?.close();
	await dropDatabase(inject('server'), control);
	rmSync(data, { recursive: true, force: true });
});

it('runs on a server that DATABASE_URL names, and a worker takes up a site that was made after it started', async () => {
	const site = await web.createSite(name, ['Shop.example']);
	expect(site.handle.url).toBe('http://shop.example:3000');
	expect((await web.siteByHost('shop.example'))?.handle.name).toBe(name);
	await ask(site.context({ actor: system, locale: 'zh-TW' }), { word: '你好' });
	await expect.poll(() => done, { timeout: 20_000 }).toEqual([`${name} 你好`]);
	await expect(web.createSite('other', ['shop.example'])).rejects.toMatchObject({ code: 'site.host-taken' });
	await worker.close();
	await dropDatabase(inject('server'), 'homecourt_other');
});
