import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import { Problem } from '#platform/problem.ts';

/** Files that are read one after another, and how far that is. */
export interface OpenFiles {
	files: string[];
	/** Bytes of all files as they lie on the disk. */
	total: number;
}

/** The file of this name, or the files with one of these endings in the folder of this name. Throws `transfer.not-found`. */
export async function findFiles(place: string, endings: readonly string[]): Promise<OpenFiles> {
	const found = await stat(place).catch(() => null);
	if (!found) throw new Problem('transfer.not-found', 404, { place });
	const files = found.isDirectory()
		? (await readdir(place))
				.filter((name) => endings.some((ending) => name.toLowerCase().endsWith(ending)))
				.sort()
				.map((name) => path.join(place, name))
		: [place];
	if (!files.length) throw new Problem('transfer.not-found', 404, { place });
	let total = 0;
	for (const file of files) total += (await stat(file)).size;
	return { files, total };
}

/** The first bytes of a file, unpacked when it is gzip. */
export async function firstBytes(file: string, count = 4_096): Promise<Buffer> {
	for await (const piece of readPieces(file, () => undefined)) return piece.subarray(0, count);
	return Buffer.alloc(0);
}

/** A file piece by piece, unpacked when it is gzip; `read` hears of the bytes as they lie on the disk. */
export async function* readPieces(
	file: string,
	read: (bytes: number) => void,
	signal?: AbortSignal,
): AsyncGenerator<Buffer> {
	const handle = await open(file, 'r').catch(() => {
		throw new Problem('transfer.not-found', 404, { place: file });
	});
	const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
	await handle.close();
	const packed = buffer[0] === 0x1f && buffer[1] === 0x8b;
	const stream = createReadStream(file, signal ? { signal } : {});
	stream.on('data', (piece) => read(piece.length));
	if (!packed) return yield* stream as AsyncIterable<Buffer>;
	const unpacked = stream.pipe(createGunzip());
	stream.on('error', (error) => unpacked.destroy(error));
	try {
		yield* unpacked as AsyncIterable<Buffer>;
	} catch (error) {
		signal?.throwIfAborted();
		throw new Problem('transfer.broken', 422, { line: 0, column: 0, reason: String((error as Error).message) });
	} finally {
		stream.destroy();
	}
}
