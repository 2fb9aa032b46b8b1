import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { EmbeddedProblem } from '#platform/database/embedded/embedded-problem.ts';
import type { Log } from '#platform/log.ts';

/** Patience with each way of asking a leftover to go, in milliseconds: politely, at once, by force. */
const patience = [
	['SIGINT', 15_000],
	['SIGQUIT', 5_000],
	['SIGKILL', 2_000],
] as const;

/**
 * Ends what a killed Homecourt left running on a cluster, and removes a postmaster.pid whose number now belongs to a
 * stranger. Only to be called by the holder of the folder's lock: then no living Homecourt owns what is found.
 */
export async function endLeftover(cluster: string, log: Log): Promise<void> {
	const file = path.join(cluster, 'postmaster.pid');
	let postmaster: number;
	try {
		postmaster = Number(readFileSync(file, 'utf8').split('\n')[0]);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
		throw error;
	}
	for (const [signal, time] of patience) {
		const found = processesOn(cluster, postmaster);
		if (!found.length) break;
		log.warn('database.leftover', { cluster, processes: found, signal });
		// The postmaster tells its children; orphaned children go by themselves unless it comes to the worst.
		for (const pid of signal === 'SIGKILL' ? found : found.filter((one) => one === postmaster)) send(pid, signal);
		const end = Date.now() + time;
		while (Date.now() < end && processesOn(cluster, postmaster).length) await wait(20);
	}
	const stayed = processesOn(cluster, postmaster);
	if (stayed.length) {
		throw new EmbeddedProblem(
			'database.in-use',
			`Embedded database: process ${stayed.join(', ')} does not leave ${cluster}.`,
			{
				folder: cluster,
				pid: stayed[0],
			},
		);
	}
	if (statSync(file, { throwIfNoEntry: false }) && lives(postmaster)) {
		rmSync(file, { force: true });
		rmSync(path.join(cluster, '.s.PGSQL.5432.lock'), { force: true });
	}
}

function send(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(pid, signal);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ESRCH') return;
		throw new EmbeddedProblem('database.in-use', `Embedded database: process ${pid} of another user is on the data.`, {
			pid,
		});
	}
}

function lives(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** PostgreSQL's processes on a cluster: all of them have it as their working folder. */
function processesOn(cluster: string, postmaster: number): number[] {
	if (process.platform !== 'linux')
		return lives(postmaster) && commandOf(postmaster).includes(cluster) ? [postmaster] : [];
	const home = statSync(cluster, { bigint: true });
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.filter((name) => {
			try {
				if (!path.basename(readlinkSync(`/proc/${name}/exe`)).startsWith('postgres')) return false;
				const at = statSync(`/proc/${name}/cwd`, { bigint: true });
				return at.ino === home.ino && at.dev === home.dev;
			} catch {
				return false;
			}
		})
		.map(Number);
}

function commandOf(pid: number): string {
	try {
		return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
	} catch {
		return '';
	}
}
