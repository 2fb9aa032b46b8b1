import { closeSync, constants, fchownSync, fstatSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Bytes after which a log file becomes FILE.1 (the one before is dropped). */
const limit = 1024 * 1024;

/** What the database says: kept in a bounded file, the last lines also in memory. */
export interface ServerLog {
	add(text: string): void;
	last(): readonly string[];
	close(): void;
}

/** Opens the log. `hear` is told every finished line. A log that cannot be written never stops the database. */
export function openServerLog(file: string, hear: (line: string) => void): ServerLog {
	const { uid, gid } = statSync(path.dirname(file));
	// Not through a link: the folder may belong to an account with fewer rights than ours.
	const open = (): number => {
		const opened = openSync(
			file,
			constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | constants.O_NOFOLLOW,
			0o600,
		);
		if (process.getuid?.() === 0) fchownSync(opened, uid, gid);
		return opened;
	};
	let handle = open();
	let size = fstatSync(handle).size;
	let rest = '';
	const lines: string[] = [];
	const write = (text: string): void => {
		try {
			size += writeSync(handle, text);
			if (size < limit) return;
			closeSync(handle);
			renameSync(file, `${file}.1`);
			handle = open();
			size = 0;
		} catch {
			// A full disk: the lines in memory and `hear` still have it.
		}
	};
	return {
		add(text) {
			write(text);
			const parts = (rest + text).split('\n');
			rest = parts.pop() ?? '';
			for (const line of parts) {
				lines.push(line);
				if (lines.length > 60) lines.shift();
				hear(line);
			}
		},
		last: () => (rest ? [...lines, rest] : lines),
		close() {
			try {
				closeSync(handle);
			} catch {
				// Closed before.
			}
		},
	};
}
