import { Readable } from 'node:stream';
import type { FileStore } from '#platform/file-store.ts';
import { spool } from '#platform/spool.ts';

export interface Copied {
	copied: number;
	/** Files that were there already. */
	there: number;
	/** Names of those that could not be carried over; they are where they were. */
	failed: string[];
}

/**
 * Copies a site's files from one store to another. What is there already in its full size is left alone, so that it may be
 * stopped at any moment and begun again; nothing is taken away. `tell` hears after every file.
 */
export async function copyFiles(
	from: FileStore,
	to: FileStore,
	folder: string,
	tell: (so: Copied) => void = () => undefined,
): Promise<Copied> {
	const known = new Map<string, number>();
	for await (const { name, size } of to.list()) known.set(name, size);
	const so: Copied = { copied: 0, there: 0, failed: [] };
	for await (const { name, size } of from.list()) {
		if (known.get(name) === size) so.there++;
		else if (await copyFile(from, to, name, size, folder)) so.copied++;
		else so.failed.push(name);
		tell(so);
	}
	return so;
}

async function copyFile(from: FileStore, to: FileStore, name: string, size: number, folder: string): Promise<boolean> {
	try {
		const found = await from.read(name);
		if (!found) return false;
		const spooled = await spool(Readable.fromWeb(found.stream as never), folder, size);
		try {
			if (spooled.size !== size) return false;
			await to.putFile(name, spooled.path);
			return true;
		} finally {
			await spooled.discard();
		}
	} catch {
		return false;
	}
}
