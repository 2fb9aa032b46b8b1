import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { Problem } from '#platform/problem.ts';

/** Files that belong together, in a folder, a zip, or several zips that are read as one. */
export interface Archive {
	/** Every file by its path from the root, parts joined by `/`, with its bytes as they are unpacked. */
	files: ReadonlyMap<string, number>;
	/** A file as a stream. Throws Problem `transfer.not-found`, `transfer.broken-archive`. */
	read(name: string): Promise<Readable>;
	close(): Promise<void>;
}

/** The most that is believed of an archive; and how many times its own size it may unpack to. */
const most = { files: 200_000, bytes: 200 * 1024 ** 3, times: 250, free: 100 * 1024 ** 2 };

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

async function openZip(place: string): Promise<Archive> {
	const packed = (await stat(place)).size;
	const handle = await open(place);
	const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
	await handle.close();
	const name = path.basename(place);
	if (buffer.toString('latin1') !== 'PK\u0003\u0004') throw new Problem('transfer.no-archive', 422, { name });
	const { openPromise } = await import('yauzl');
	const broken = (error: unknown): Problem => {
		if (error instanceof Problem) return error;
		const reason = (error as Error).message;
		const unsafe = /invalid (?:relative path|characters in fileName)|absolute path/i.test(reason);
		return new Problem(unsafe ? 'transfer.unsafe-archive' : 'transfer.broken-archive', 422, { name, reason });
	};
	const zip = await openPromise(place, { autoClose: false, strictFileNames: false }).catch((error: unknown) => {
		throw broken(error);
	});
	type Entry = Parameters<typeof zip.openReadStreamPromise>[0];
	const entries = new Map<string, Entry>();
	const files = new Map<string, number>();
	let sum = 0;
	try {
		for await (const entry of zip.eachEntry()) {
			if (entry.fileName.endsWith('/')) continue;
			// Upper half: the mode that Unix writes. A link could lead anywhere once it is unpacked.
			if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000)
				throw new Problem('transfer.unsafe-archive', 422, { name, reason: entry.fileName });
			sum += entry.uncompressedSize;
			if (entries.size >= most.files || sum > most.bytes || sum > packed * most.times + most.free)
				throw new Problem('transfer.bomb', 422, { name });
			entries.set(entry.fileName, entry);
			files.set(entry.fileName, entry.uncompressedSize);
		}
	} catch (error) {
		zip.close();
		throw broken(error);
	}
	return {
		files,
		async read(wanted) {
			const entry = entries.get(wanted);
			if (!entry) throw new Problem('transfer.not-found', 404, { place: wanted });
			const stream = await zip.openReadStreamPromise(entry).catch((error: unknown) => {
				throw broken(error);
			});
			return stream;
		},
		async close() {
			zip.close();
		},
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
