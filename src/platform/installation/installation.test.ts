import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { productMigrations } from '#app/product.ts';
import { system } from '#platform/actor.ts';
import { systemClock } from '#platform/clock.ts';
import { command } from '#platform/context/command.ts';
import { openSql, type Sql } from '#platform/database/connect.ts';
import { createDatabase, dropDatabase } from '#platform/installation/control.ts';
import { openInstallation, type Installation } from '#platform/installation/installation.ts';
import type { OpenSite } from '#platform/installation/open-site.ts';
import { job } from '#platform/job/job.ts';
import { jobRegistry } from '#platform/job/registry.ts';
import { silent } from '#platform/log.ts';
import { Problem } from '#platform/problem.ts';
import { readSettings } from '#platform/settings.ts';
import { randomToken } from '#platform/token.ts';
import { sayProblem } from '#web/say-problem.ts';

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
const removed: string[] = [];
const closed: string[] = [];

/** As a process opens it that was given the address of a server, here by the folder of its socket. */
const open = (worker: boolean, user = inject('server').user, database = control): Promise<Installation> => {
	const { host } = inject('server');
	return openInstallation({
		settings: readSettings({
			HOMECOURT_DATA: data,
			DATABASE_URL: `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`,
		}),
		log: silent,
		clock: systemClock,
		jobs: jobRegistry([note]),
		migrations: productMigrations(),
		worker,
		onRemove: (site) => Promise.resolve(void removed.push(site)),
		onClose: (site) => Promise.resolve(void closed.push(`${worker ? 'worker' : 'web'} ${site.handle.name}`)),
	});
};

let web: Installation;
let worker: Installation;
let postgres: Sql;
beforeAll(async () => {
	await expect(open(false)).rejects.toMatchObject({ code: 'database.missing' });
	await createDatabase(inject('server'), control);
	postgres = openSql(inject('server'), 'postgres', { connections: 1 });
	worker = await open(true);
	worker.followSites();
	web = await open(false);
});
afterAll(async () => {
	await worker?.close();
	for (const site of (await web?.listSites()) ?? []) await web.removeSite(site.name);
	await web?.close();
	await dropDatabase(inject('server'), control);
	await postgres?.end();
	rmSync(data, { recursive: true, force: true });
});

/** The databases of this installation's sites, by their names. */
const databases = async (): Promise<string[]> =>
	(await postgres<{ datname: string }[]>`select datname from pg_database where starts_with(datname, ${`${control}_`})`)
		.map(({ datname }) => datname.slice(control.length + 1))
		.sort();
const shop = name.replace('-', '_');

it('runs on a server that DATABASE_URL names, and a worker takes up a site that was made after it started', async () => {
	const site = await web.createSite(name, ['Shop.example', 'shop.example']);
	expect(site.handle.url).toBe('http://shop.example:3000');
	expect((await web.siteByHost('shop.example'))?.handle.name).toBe(name);
	expect(await databases()).toEqual([shop]);
	await ask(site.context({ actor: system, locale: 'zh-TW' }), { word: '你好' });
	await expect.poll(() => done, { timeout: 20_000 }).toEqual([`${name} 你好`]);
});

describe('a site that is refused', () => {
	it('leaves neither a database nor a record: its name, its host, or what is there already', async () => {
		const refused = (...asked: Parameters<Installation['createSite']>) =>
			expect(web.createSite(...asked)).rejects.toMatchObject;
		await refused('other', ['new.example', 'shop.example'])({ code: 'site.host-taken', status: 409 });
		await refused(name, ['new.example'])({ code: 'site.taken', status: 409 });
		for (const bad of ['', '2nd', 'Shop', 'a_b', 'x'.repeat(32), 'a"; drop database postgres; --'])
			await refused(bad, ['new.example'])({ code: 'site.name-invalid', status: 422 });
		for (const bad of ['', 'https://new.example', 'new.example:80', 'new example', 'a@b', 'x'.repeat(300)])
			await refused('other', [bad])({ code: 'site.host-invalid', status: 422 });
		// Somebody else's, and nobody knows what is in it.
		await createDatabase(inject('server'), `${control}_other`);
		await refused('other', ['new.example'])({ code: 'site.database-taken' });
		await refused('other', ['new.example'])({ code: 'site.database-taken' });
		expect(await databases()).toEqual(['other', shop]);
		await dropDatabase(inject('server'), `${control}_other`);
		expect((await web.listSites()).map((site) => site.name)).toEqual([name]);
		expect(await web.siteByHost('new.example')).toBeNull();
	});

	it('makes room for the next try when its maker was killed, and is made once when two make it', async () => {
		const own = openSql(inject('server'), control, { connections: 1 });
		await createDatabase(inject('server'), `${control}_twice`);
		await own`insert into control.leftover (database) values (${`${control}_twice`})`;
		const both = await Promise.allSettled([web, worker].map((one) => one.createSite('twice', ['店.example'])));
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'site.taken' });
		expect(await own`select from control.leftover`).toHaveLength(0);
		expect((await web.siteByHost(new URL('http://店.example').hostname))?.handle.name).toBe('twice');
		// Killed while it was taken away: nobody is led there, and it can be finished.
		await own`delete from control.site where name = 'twice'`;
		await own`insert into control.leftover (database) values (${`${control}_twice`})`;
		await worker.removeSite('twice');
		expect(await databases()).toEqual([shop]);
		await expect(worker.removeSite('twice')).rejects.toMatchObject({ code: 'site.not-found' });
		await own.end();
	});
});

it('a role that may not create databases, or write into the one it was given, is told what it needs in both languages', async () => {
	const role = `role_${mark}`;
	const said = async (work: Promise<unknown>): Promise<string[]> => {
		const problem = await work.then(
			() => null,
			(error: unknown) => error,
		);
		if (!(problem instanceof Problem)) throw new Error(`No refusal: ${String(problem)}`);
		return [problem.code, ...(['zh-TW', 'en'] as const).map((locale) => sayProblem(locale, problem))];
	};
	await expect(said(open(false, role))).resolves.toEqual([
		'database.not-let-in',
		`資料庫不讓使用者 ${role} 登入。請確認 DATABASE_URL 裡的名稱與密碼。`,
		`The database does not let the user ${role} in. Check the name and the password in DATABASE_URL.`,
	]);
	const own = `own_${mark}`;
	await createDatabase(inject('server'), own);
	await postgres.unsafe(`create role "${role}" login`);
	const wanted = [
		[
			'database.may-not-write',
			`資料庫使用者 ${role} 不能在資料庫 ${own} 裡建立資料表。請執行：ALTER DATABASE "${own}" OWNER TO "${role}"。`,
			`The database user ${role} may not make tables in the database ${own}. Run: ALTER DATABASE "${own}" OWNER TO "${role}".`,
		],
		[
			'database.may-not-create',
			`資料庫使用者 ${role} 不能建立資料庫，而每個網站都有自己的資料庫。請執行：ALTER ROLE "${role}" CREATEDB。`,
			`The database user ${role} may not create databases, and every site has one of its own. Run: ALTER ROLE "${role}" CREATEDB.`,
		],
	];
	expect(await said(open(false, role, own))).toEqual(wanted[0]);
	await postgres.unsafe(`alter database "${own}" owner to "${role}"`);
	const limited = await open(false, role, own);
	try {
		expect(await said(limited.createSite('home', ['limited.example']))).toEqual(wanted[1]);
		expect(await limited.listSites()).toEqual([]);
		// What the sentence says is enough: its tables, its extensions and its queue need nothing more.
		await postgres.unsafe(`alter role "${role}" createdb`);
		expect((await limited.createSite('home', ['limited.example'])).handle.name).toBe('home');
		await limited.removeSite('home');
	} finally {
		await limited.close();
		await dropDatabase(inject('server'), own);
		await postgres.unsafe(`drop role "${role}"`);
	}
});

it('a removed site is let go of by every process at once: its host leads nowhere, and its connections end', async () => {
	const here = await worker.siteByHost('shop.example');
	expect(here?.handle.name).toBe(name);
	const forgotten: unknown[] = [];
	here?.onChange((things) => forgotten.push(things));
	closed.length = removed.length = 0;
	await web.removeSite(name);
	expect(await databases()).toEqual([]);
	expect(removed).toEqual([name]);
	expect(closed.sort()).toEqual([`web ${name}`, `worker ${name}`]);
	expect(worker.knownSite('shop.example')).toBeNull();
	expect(await worker.siteByHost('shop.example')).toBeNull();
	// Whatever was kept of its pages is dropped: a site of the same name may follow.
	expect(forgotten.at(-1)).toBeNull();
	await expect((here as OpenSite).sql`select 1`).rejects.toMatchObject({ code: 'CONNECTION_ENDED' });
	const again = await web.createSite(name, ['shop.example']);
	expect((await worker.siteByHost('shop.example'))?.handle.name).toBe(name);
	await ask(again.context({ actor: system, locale: 'zh-TW' }), { word: '又來了' });
	await expect.poll(() => done, { timeout: 20_000 }).toContain(`${name} 又來了`);
});
