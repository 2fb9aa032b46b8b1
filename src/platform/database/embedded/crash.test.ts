import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, count, elsewhere, end, lives, postmaster, until } from '#platform/database/embedded/embedded-fixture.ts';
import { findRunning, startEmbedded, type Embedded } from '#platform/database/embedded/start-embedded.ts';
import { silent } from '#platform/log.ts';

const home = mkdtempSync(path.join(tmpdir(), 'homecourt-embedded-'));
const folder = path.join(home, 'data', 'database');
const cluster = path.join(folder, 'cluster');
const pidFile = path.join(cluster, 'postmaster.pid');
let embedded: Embedded;

beforeAll(async () => {
	embedded = await startEmbedded({ folder, log: silent });
	await ask(embedded, (sql) => sql`create table kept (id int primary key)`);
	await ask(embedded, (sql) => sql`insert into kept values (1)`);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('bad days of the embedded database', () => {
	it('comes back when PostgreSQL is killed, with all that was acknowledged', async () => {
		await ask(embedded, (sql) => sql`insert into kept values (2)`);
		const before = postmaster(folder);
		process.kill(before, 'SIGKILL');
		// The address is the same; a driver just connects again.
		await expect.poll(() => count(embedded).catch(() => -1), { timeout: 5_000 }).toBe(2);
		expect(postmaster(folder)).not.toBe(before);
	});

	it('gives up with the problem when it cannot come back', async () => {
		const other = await startEmbedded({ folder: path.join(home, 'broken'), log: silent });
		const control = path.join(home, 'broken', 'cluster', 'global', 'pg_control');
		writeFileSync(control, 'not a control file');
		process.kill(postmaster(path.join(home, 'broken')), 'SIGKILL');
		const exit = await other.exited;
		expect(exit).toMatchObject({ expected: false, problem: { code: 'database.did-not-start' } });
		expect(await findRunning(path.join(home, 'broken'))).toBe(null);
	});

	it('stops cleanly after all that', async () => {
		await embedded.stop();
		expect(await embedded.exited).toMatchObject({ expected: true, code: 0, problem: null });
	});

	it('does not outlive a killed process', async () => {
		const { child } = await elsewhere(folder);
		const pid = postmaster(folder);
		await end(child, 'SIGKILL');
		await until(() => !lives(pid));
		expect(existsSync(pidFile)).toBe(false);
	});

	it('takes over from a killed process whose database still runs', async () => {
		const { child } = await elsewhere(folder);
		const pid = postmaster(folder);
		// Without its watchdog the database stays.
		for (const watchdog of watchdogsOf(pid)) process.kill(watchdog, 'SIGKILL');
		await end(child, 'SIGKILL');
		await wait(200);
		expect(lives(pid)).toBe(true);
		const embedded = await startEmbedded({ folder, log: silent });
		expect(lives(pid)).toBe(false);
		expect(await count(embedded)).toBe(2);
		await embedded.stop();
	});

	it('is not deceived by a left postmaster.pid whose number a stranger has now', async () => {
		writeFileSync(pidFile, `${process.ppid}\n${cluster}\n1\n5432\n.\n\n0 0\nready\n`);
		const embedded = await startEmbedded({ folder, log: silent });
		expect(await count(embedded)).toBe(2);
		await embedded.stop();
	});

	it('makes anew what an interrupted creation left', async () => {
		const other = path.join(home, 'interrupted');
		mkdirSync(path.join(other, 'cluster.new-1-0-1', 'base'), { recursive: true });
		const embedded = await startEmbedded({ folder: other, log: silent });
		await embedded.stop();
		expect(readdirSync(other).sort()).toEqual(['cluster', 'server.log']);
	});
});

function watchdogsOf(pid: number): number[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.filter((name) => {
			try {
				return readFileSync(`/proc/${name}/cmdline`, 'utf8').endsWith(`kill -INT "$0"\0${pid}\0`);
			} catch {
				return false;
			}
		})
		.map(Number);
}
