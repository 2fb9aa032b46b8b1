import { createHash } from 'node:crypto';
import { statSync, unlinkSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EmbeddedProblem } from '#platform/database/embedded/embedded-problem.ts';

/** What the process that holds a data folder says about itself. */
export interface Holder {
	pid: number;
	/** Folder of the database's socket, once it answers. */
	socket?: string;
	user?: string;
}

/** A held lock. */
export interface Lock {
	/** What others are told from now on. */
	tell(holder: Holder): void;
	release(): Promise<void>;
}

/**
 * The lock is a listening socket: it dies with its process, however that dies, and nothing is left to be judged stale.
 * On Linux it has an abstract name (no file). Elsewhere it is a file in the temporary folder. Named after the folder's
 * identity, so that two paths to one folder are one lock.
 */
function address(folder: string): string {
	const { dev, ino } = statSync(folder, { bigint: true });
	const name = `homecourt-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 20)}`;
	return process.platform === 'linux' ? `\0${name}` : path.join(tmpdir(), `${name}.sock`);
}

/** Who holds the folder, or null. */
export function findHolder(folder: string): Promise<Holder | null> {
	return new Promise((resolve) => {
		let text = '';
		const socket = connect(address(folder));
		socket.setEncoding('utf8').setTimeout(2_000, () => socket.destroy());
		socket.on('data', (part: string) => (text += part));
		socket.on('error', () => undefined);
		socket.on('close', () => {
			try {
				resolve(JSON.parse(text) as Holder);
			} catch {
				resolve(null);
			}
		});
	});
}

/** Takes the folder, or throws `database.in-use` with the holder's process id. */
export async function holdLock(folder: string): Promise<Lock> {
	const at = address(folder);
	for (let attempt = 0; attempt < 20; attempt += 1) {
		const lock = await listen(at);
		if (lock) return lock;
		const holder = await findHolder(folder);
		if (holder) {
			throw new EmbeddedProblem('database.in-use', `Embedded database: process ${holder.pid} works on ${folder}.`, {
				folder,
				pid: holder.pid,
			});
		}
		// A dead holder leaves its file where sockets are files; on Linux it is about to go by itself.
		if (!at.startsWith('\0')) unlinkSync(at);
		else await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new EmbeddedProblem('database.in-use', `Embedded database: another process holds ${folder}.`, { folder });
}

function listen(at: string): Promise<Lock | null> {
	let told: Holder = { pid: process.pid };
	const server = createServer((socket) => {
		socket.on('error', () => undefined);
		socket.end(JSON.stringify(told));
	});
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) =>
			error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
		);
		server.listen({ path: at, exclusive: true }, () => {
			server.unref();
			resolve({
				tell: (holder) => (told = holder),
				release: () => new Promise((released) => server.close(() => released())),
			});
		});
	});
}
