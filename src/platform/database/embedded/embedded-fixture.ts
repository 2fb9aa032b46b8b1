import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openSql, type Sql } from '#platform/database/connect.ts';
import type { EmbeddedProblem } from '#platform/database/embedded/embedded-problem.ts';
import type { Embedded } from '#platform/database/embedded/start-embedded.ts';

/** Where and as whom to connect. */
export type Address = Pick<Embedded, 'socket' | 'user'>;

/** Asks one question of a running database. */
export async function ask<T>(embedded: Address, question: (sql: Sql) => Promise<T>): Promise<T> {
	const sql = openSql({ host: embedded.socket, port: 5432, user: embedded.user, maintenance: 'postgres' }, 'postgres', {
		connections: 1,
	});
	try {
		return await question(sql);
	} finally {
		await sql.end();
	}
}

/** Rows in the table `kept`. */
export const count = (embedded: Address): Promise<number> =>
	ask(embedded, async (sql) => (await sql<{ n: number }[]>`select count(*) as n from kept`)[0]?.n ?? -1);

/** The process id in a cluster's postmaster.pid. */
export const postmaster = (folder: string): number =>
	Number(readFileSync(path.join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** True for a process that runs (a zombie does not). */
export const lives = (pid: number): boolean => {
	try {
		return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
	} catch {
		return false;
	}
};

/** Waits until something is true. */
export async function until(what: () => boolean, patience = 8_000): Promise<void> {
	for (const end = Date.now() + patience; !what(); await wait(20)) {
		if (Date.now() > end) throw new Error(`It did not become true: ${what.toString()}`);
	}
}

/** The refusal of a start. */
export const problem = (start: Promise<Embedded>): Promise<EmbeddedProblem> =>
	start.then(
		async (embedded) => {
			await embedded.stop();
			throw new Error('It started.');
		},
		(error: EmbeddedProblem) => error,
	);

/** Another process that starts the database on a folder, says "ready SOCKET" and stays. */
export async function elsewhere(
	on: string,
	account: { uid?: number; gid?: number } = {},
): Promise<{ child: ChildProcess; socket: string }> {
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

/** Sends a signal and waits for the end. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	const gone = new Promise((resolve) => child.once('exit', resolve));
	child.kill(signal);
	await gone;
}
