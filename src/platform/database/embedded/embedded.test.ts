import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSql, type Sql } from '#platform/database/connect.ts';
import { EmbeddedProblem } from '#platform/database/embedded/embedded-problem.ts';
import { findRunning, startEmbedded, type Embedded } from '#platform/database/embedded/start-embedded.ts';
import { silent } from '#platform/log.ts';

const root = process.getuid?.() === 0;
const home = mkdtempSync(path.join(tmpdir(), 'homecourt-embedded-'));
const folder = path.join(home, 'data', 'database');
const cluster = path.join(folder, 'cluster');
const pidFile = path.join(cluster, 'postmaster.pid');

beforeAll(() => chmodSync(home, 0o755));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const open = (embedded: Pick<Embedded, 'socket' | 'user'>): Sql =>
	openSql({ host: embedded.socket, port: 5432, user: embedded.user, maintenance: 'postgres' }, 'postgres', 1);

/** Asks one question of a running database. */
async function ask<T>(embedded: Pick<Embedded, 'socket' | 'user'>, question: (sql: Sql) => Promise<T>): Promise<T> {
	const sql = open(embedded);
	try {
		return await question(sql);
	} finally {
		await sql.end();
	}
}

const count = (embedded: Embedded): Promise<number> =>
	ask(embedded, async (sql) => (await sql<{ n: number }[]>`select count(*) as n from kept`)[0]?.n ?? -1);

const postmaster = (): number => Number(readFileSync(pidFile, 'utf8').split('\n')[0]);

const lives = (pid: number): boolean => {
	try {
		return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
	} catch {
		return false;
	}
};

async function until(what: () => boolean, patience = 8_000): Promise<void> {
	for (const end = Date.now() + patience; !what(); await wait(20)) {
		if (Date.now() > end) throw new Error(`It did not become true: ${what.toString()}`);
	}
}

const problem = (start: Promise<Embedded>): Promise<EmbeddedProblem> =>
	start.then(
		async (embedded) => {
			await embedded.stop();
			throw new Error('It started.');
		},
		(error: EmbeddedProblem) => error,
	);

/** Another process that starts the database on a folder, says "ready SOCKET" and stays. */
async function elsewhere(on: string, account: { uid?: number; gid?: number } = {}): Promise<{ child: ChildProcess; socket: string }> {
	const start = path.join(import.meta.dirname, 'start-embedded.ts');
	const log = path.join(import.meta.dirname, '../../log.ts');
	const code = `
		import { startEmbedded } from ${JSON.stringify(start)};
		import { silent } from ${JSON.stringify(log)};
		const embedded = await startEmbedded({ folder: ${JSON.stringify(on)}, log: silent });
		process.once('SIGTERM', () => void embedded.stop());
		process.stdout.write('ready ' + embedded.socket + '\\n');`;
	const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], {
		cwd: '/',
		stdio: ['ignore', 'pipe', 'pipe'],
		...account,
	});
	let said = '';
	child.stdout.on('data', (part: Buffer) => (said += String(part)));
	child.stderr.on('data', (part: Buffer) => (said += String(part)));
	await until(() => said.includes('ready ') || child.exitCode !== null);
	const socket = /ready (.+)/.exec(said)?.[1];
	if (!socket) throw new Error(said);
	return { child, socket };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	const gone = new Promise((resolve) => child.once('exit', resolve));
	child.kill(signal);
	await gone;
}

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
		expect(await ask(running as Embedded, async (sql) => (await sql`select 1 as one`)[0])).toEqual({ one: 1 });
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

	it('says so when PostgreSQL is killed, and recovers what was acknowledged', async () => {
		const embedded = await startEmbedded({ folder, log: silent });
		await ask(embedded, (sql) => sql`insert into kept values (2)`);
		process.kill(postmaster(), 'SIGKILL');
		expect(await embedded.exited).toMatchObject({ expected: false, signal: 'SIGKILL' });
		const again = await startEmbedded({ folder, log: silent });
		expect(await count(again)).toBe(2);
		await again.stop();
	});

	it('does not outlive a killed process', async () => {
		const { child } = await elsewhere(folder);
		const pid = postmaster();
		await end(child, 'SIGKILL');
		await until(() => !lives(pid));
		expect(existsSync(pidFile)).toBe(false);
	});

	it('takes over from a killed process whose database still runs', async () => {
		const { child } = await elsewhere(folder);
		const pid = postmaster();
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

	it('works in a folder that other accounts cannot enter, with a path too long for a socket', async () => {
		const closed = path.join(home, 'closed');
		mkdirSync(closed, { mode: 0o700 });
		const long = path.join(closed, '很長的名字'.repeat(4), 'x'.repeat(60));
		const embedded = await startEmbedded({ folder: long, log: silent });
		expect(Buffer.byteLength(embedded.socket)).toBeLessThan(80);
		expect(await ask(embedded, async (sql) => (await sql`select 1 as one`)[0])).toEqual({ one: 1 });
		await embedded.stop();
		rmSync(embedded.socket);
	});

	it.runIf(root)('runs as an ordinary user, and root then goes on as that user', async () => {
		const own = path.join(home, 'own');
		mkdirSync(own);
		chownSync(own, 65534, 65534);
		const on = path.join(own, 'data', 'database');
		const { child, socket } = await elsewhere(on, { uid: 65534, gid: 65534 });
		expect(await ask({ socket, user: 'homecourt' }, async (sql) => (await sql`select 1 as one`)[0])).toEqual({ one: 1 });
		await end(child, 'SIGTERM');
		const embedded = await startEmbedded({ folder: on, log: silent });
		await embedded.stop();
		const foreign = spawnSync('find', [own, '!', '-uid', '65534'], { encoding: 'utf8' }).stdout;
		expect(foreign).toBe('');
		const { child: again } = await elsewhere(on, { uid: 65534, gid: 65534 });
		await end(again, 'SIGTERM');
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
