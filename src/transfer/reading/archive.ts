import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { Problem } from '#platform/problem.ts';
import { most, openZip } from '#transfer/reading/open-zip.ts';

/** Files that belong together, in a folder, a zip, or several zips that are read as one. */
export interface Archive {
	/** Every file by its path from the root, parts joined by `/`, with its bytes as they are unpacked. */
	files: ReadonlyMap<string, number>;
	/** A file as a stream. Throws Problem `transfer.not-found`, `transfer.broken-archive`. */
	read(name: string): Promise<Readable>;
	close(): Promise<void>;
}

/**
 * Opens a folder or a zip; a folder in which zips lie, and nothing else that could be read, is those zips. Links are never
 * followed. Throws Problem `transfer.not-found`, `transfer.broken-archive`, `transfer.unsafe-archive`, `transfer.bomb`.
 */
export async function openArchive(place: string): Promise<Archive> {
	const found = await stat(place).catch(() => null);
	if (!found) throw new Problem('transfer.not-found', 404, { place });
	if (found.isDirectory()) {
		const inside = await readdir(place, { withFileTypes: true });
		const zips = inside.filter((one) => one.isFile() && one.name.toLowerCase().endsWith('.zip')).map((one) => one.name);
		if (!zips.length || inside.some((one) => one.isDirectory())) return openFolder(place);
		return join(await openAll(zips.sort().map((name) => path.join(place, name))));
	}
	return openZip(place);
}

async function openAll(places: readonly string[]): Promise<Archive[]> {
	const opened: Archive[] = [];
	try {
		for (const place of places) opened.push(await openZip(place));
	} catch (error) {
		for (const one of opened) await one.close();
		throw error;
	}
	return opened;
}

/** Several archives as one; where two have a file of one name, the first one's counts. */
function join(archives: readonly Archive[]): Archive {
	const owners = new Map<string, Archive>();
	const files = new Map<string, number>();
	for (const archive of archives)
		for (const [name, size] of archive.files) {
			if (owners.has(name)) continue;
			owners.set(name, archive);
			files.set(name, size);
		}
	return {
		files,
		async read(name) {
			const owner = owners.get(name);
			if (!owner) throw new Problem('transfer.not-found', 404, { place: name });
			return owner.read(name);
		},
		async close() {
			for (const archive of archives) await archive.close();
		},
	};
}

async function openFolder(root: string): Promise<Archive> {
	const files = new Map<string, number>();
	for (const one of await readdir(root, { recursive: true, withFileTypes: true })) {
		if (!one.isFile()) continue;
		const whole = path.join(one.parentPath, one.name);
		files.set(path.relative(root, whole).split(path.sep).join('/'), (await stat(whole)).size);
		if (files.size > most.files) throw new Problem('transfer.bomb', 422, { name: path.basename(root) });
	}
	return {
		files,
		async read(name) {
			if (!files.has(name)) throw new Problem('transfer.not-found', 404, { place: name });
			return createReadStream(path.join(root, ...name.split('/')));
		},
		close: async () => undefined,
	};
}

/** Everything of a stream, at most so many bytes. Throws Problem `transfer.too-long`, `transfer.broken-archive`. */
export async function readWhole(stream: Readable, limit: number, name: string): Promise<Buffer> {
	const pieces: Buffer[] = [];
	let size = 0;
	for await (const piece of readBytes(stream, name)) {
		size += piece.length;
		if (size > limit) throw new Problem('transfer.too-long', 422, { line: 1 });
		pieces.push(piece);
	}
	return Buffer.concat(pieces);
}

/** A stream's bytes; what is broken in an archive is said so. */
export async function* readBytes(stream: Readable, name: string): AsyncGenerator<Buffer> {
	try {
		for await (const piece of stream) yield piece as Buffer;
	} catch (error) {
		if (error instanceof Problem) throw error;
		throw new Problem('transfer.broken-archive', 422, { name, reason: (error as Error).message });
	}
}
