import { accessSync, constants, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Linux shows a part of its memory as a folder. */
const memory = '/dev/shm';
/** What must be free there, and of memory at all: several databases stand side by side. */
const room = 4 * 1024 ** 3;

/**
 * A new folder for what a test throws away. A database is two thousand small files, and most of what a clone of one costs is the file
 * system's work: it lies in memory, where the machine has room for it, else among the temporary files.
 */
export const throwawayFolder = (prefix: string): string =>
	mkdtempSync(path.join(hasRoom() ? memory : tmpdir(), prefix));

function hasRoom(): boolean {
	try {
		accessSync(memory, constants.W_OK);
		const { bavail, bsize } = statfsSync(memory);
		return Math.min(bavail * bsize, process.availableMemory()) >= room;
	} catch {
		return false;
	}
}
