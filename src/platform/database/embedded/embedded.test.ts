import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ask, count, elsewhere, end, problem } from '#platform/database/embedded/embedded-fixture.ts';
import type { EmbeddedProblem } from '#platform/database/embedded/embedded-problem.ts';
import { findRunning, startEmbedded } from '#platform/database/embedded/start-embedded.ts';
import { silent } from '#platform/log.ts';

const home = mkdtempSync(path.join(tmpdir(), 'homecourt-embedded-'));
const folder = path.join(home, 'data', 'database');
const cluster = path.join(folder, 'cluster');
const pidFile = path.join(cluster, 'postmaster.pid');
const root = process.getuid?.() === 0;

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('the embedded database', () => {
	it('starts fresh, understands Chinese, and keeps the data over a restart', async () => {
		const first = await startEmbedded({ folder, log: silent });
		await ask(first, async (sql) => {
			await sql`create extension pg_trgm`;
			const [row] = await sql`select similarity('臺灣', '臺灣人') as likeness, lower('ÀÉ') as small`;
			expect(row).toEqual({ likeness: 0.4, small: 'àé' });
			await sql`create table kept (id int primary key)`;
			await sql`insert into kept values (1)`;
		});
		expect(statSync(cluster).mode & 0o777).toBe(0o700);
		await first.stop();
		expect(await first.exited).toMatchObject({ expected: true, code: 0 });
		expect(existsSync(pidFile)).toBe(false);

		const second = await startEmbedded({ folder, log: silent });
		expect(await count(second)).toBe(1);
		await second.stop();
	});

	it('refuses a second process on the same folder, also by another path, and tells who is there', async () => {
		const { child, socket } = await elsewhere(folder);
		const refused = await problem(startEmbedded({ folder: path.join(folder, '..', 'database', '.'), log: silent }));
		expect(refused).toMatchObject({ code: 'database.in-use', details: { pid: child.pid } });
		const running = await findRunning(folder);
		expect(running).toEqual({ pid: child.pid, socket, user: 'homecourt' });
		expect(
			await ask(running as { socket: string; user: string }, async (sql) => (await sql`select 1 as one`)[0]),
		).toEqual({ one: 1 });
		await end(child, 'SIGTERM');
		expect(await findRunning(folder)).toBe(null);
	});

	it('lets one of two that start at the same moment win', async () => {
		const both = await Promise.allSettled([1, 2].map(() => startEmbedded({ folder, log: silent })));
		const started = both.filter((one) => one.status === 'fulfilled').map((one) => one.value);
		const refused = both.filter((one) => one.status === 'rejected').map((one) => (one.reason as EmbeddedProblem).code);
		await Promise.all(started.map((one) => one.stop()));
		expect([started.length, refused]).toEqual([1, ['database.in-use']]);
	});

	it('refuses data of another version', async () => {
		const version = path.join(cluster, 'PG_VERSION');
		const right = readFileSync(version, 'utf8');
		writeFileSync(version, '17\n');
		const refused = await problem(startEmbedded({ folder, log: silent }));
		writeFileSync(version, right);
		expect(refused).toMatchObject({ code: 'database.wrong-version', details: { found: '17', expected: right.trim() } });
	});

	it('names the cause when files cannot be used', async () => {
		const control = path.join(cluster, 'global', 'pg_control');
		const { mode } = statSync(control);
		if (root) chownSync(control, 0, 0);
		chmodSync(control, root ? 0o600 : 0);
		const refused = await problem(startEmbedded({ folder, log: silent }));
		chmodSync(control, mode & 0o777);
		if (root) chownSync(control, statSync(cluster).uid, statSync(cluster).gid);
		expect(refused.code).toBe('database.unreadable');
		const embedded = await startEmbedded({ folder, log: silent });
		await embedded.stop();
	});
});
