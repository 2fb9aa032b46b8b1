import { chownSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { chooseAccount, type Account } from '#platform/database/embedded/account.ts';
import { findBinaries, type Binaries } from '#platform/database/embedded/binaries.ts';
import { createCluster } from '#platform/database/embedded/create-cluster.ts';
import { EmbeddedProblem } from '#platform/database/embedded/embedded-problem.ts';
import { explainError } from '#platform/database/embedded/explain-failure.ts';
import { keepRunning } from '#platform/database/embedded/keep-running.ts';
import { endLeftover } from '#platform/database/embedded/leftover.ts';
import { findHolder, holdLock, type Holder } from '#platform/database/embedded/lock.ts';
import { reachableBinaries } from '#platform/database/embedded/reachable-binaries.ts';
import type { ServerExit } from '#platform/database/embedded/server-process.ts';
import { socketFolder } from '#platform/database/embedded/socket-folder.ts';
import type { Surroundings } from '#platform/database/embedded/surroundings.ts';
import type { Log } from '#platform/log.ts';

/** The embedded PostgreSQL, running. */
export interface Embedded {
	/** Folder of its Unix socket (port 5432), short enough for an address, closed to other accounts. */
	socket: string;
	/** The superuser; there is no password. A database `postgres` is always there. */
	user: string;
	/** Stops it cleanly and gives the folder free. */
	stop(): Promise<void>;
	/**
	 * Resolves when PostgreSQL is gone for good: after `stop()`, or (`expected` false, with the problem) when it died and
	 * could not be started again. Never rejects.
	 */
	exited: Promise<ServerExit>;
}

const user = 'homecourt';

/**
 * Starts PostgreSQL on a data folder, makes the data on the first start, recovers it after a crash.
 * `lasting: false` is for data that may be lost with the machine, such as a test's. Throws EmbeddedProblem.
 */
export async function startEmbedded(options: { folder: string; log: Log; lasting?: boolean }): Promise<Embedded> {
	const folder = path.resolve(options.folder);
	const cluster = path.join(folder, 'cluster');
	try {
		const binaries = findBinaries();
		const account = chooseAccount(folder, cluster);
		makeFolder(folder, account);
		const lock = await holdLock(folder);
		try {
			const around: Surroundings = {
				folder,
				cluster,
				binaries: reachableBinaries(binaries, account),
				account,
				user,
				lasting: options.lasting ?? true,
				environment: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
			};
			if (checkedVersion(cluster, binaries)) await endLeftover(cluster, options.log);
			else await createCluster(around);
			const server = await keepRunning(around, options.log);
			const socket = socketFolder(cluster);
			lock.tell({ pid: process.pid, socket, user });
			const exited = server.exited.finally(() => lock.release());
			return {
				socket,
				user,
				exited,
				async stop() {
					await server.stop();
					await exited;
				},
			};
		} catch (error) {
			await lock.release();
			throw error;
		}
	} catch (error) {
		throw explainError(error, { folder });
	}
}

/** The process that serves a data folder now (its socket and user once they answer), or null. */
export async function findRunning(folder: string): Promise<Holder | null> {
	return statSync(folder, { throwIfNoEntry: false }) ? findHolder(folder) : null;
}

/** New folders belong to the account where the folder above does, so that root leaves nothing that its owner cannot use. */
function makeFolder(folder: string, account: Account | null): void {
	const first = mkdirSync(folder, { recursive: true });
	if (!first || !account || statSync(path.dirname(first)).uid !== account.uid) return;
	for (let at = folder; at.length >= first.length; at = path.dirname(at)) chownSync(at, account.uid, account.gid);
}

/** False when there is no data yet. */
function checkedVersion(cluster: string, binaries: Binaries): boolean {
	if (!statSync(cluster, { throwIfNoEntry: false })) return false;
	const found = readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim();
	if (found === binaries.major) return true;
	throw new EmbeddedProblem(
		'database.wrong-version',
		`Embedded database: ${cluster} was made by PostgreSQL ${found}; this release brings ${binaries.major}.`,
		{ folder: cluster, found, expected: binaries.major },
	);
}
