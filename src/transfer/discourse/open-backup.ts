import { createGunzip } from 'node:zlib';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { createTarDecoder } from 'modern-tar';
import { Problem } from '#platform/problem.ts';
import { findFiles, firstBytes, readPieces } from '#transfer/reading/open-files.ts';

/** The dump inside of a backup, to be gone through several times. */
export interface Backup {
	/** Bytes on the disk of one going-through. */
	total: number;
	pieces(read: (bytes: number) => void): AsyncIterable<Uint8Array>;
	/** Where the pictures lie, when the backup was unpacked. */
	uploads: string | null;
}

const dumps = /(?:^|\/)dump\.sql(?:\.gz)?$/;

/**
 * Opens a backup: the `.tar.gz` with pictures, the `.sql.gz` without, or the folder that a `.tar.gz` was unpacked to. Throws Problem
 * `transfer.not-found`, `transfer.wrong-file`.
 */
export async function openBackup(place: string, signal?: AbortSignal): Promise<Backup> {
	const { files } = await findFiles(place, ['.sql', '.sql.gz', '.tar', '.tar.gz', '.tgz']);
	const [file] = files;
	if (!file) throw new Problem('transfer.not-found', 404, { place });
	const total = (await stat(file)).size;
	const head = await firstBytes(file, 512);
	const packed = head.subarray(257, 262).toString('latin1') === 'ustar';
	if (!packed && !head.toString('utf8').includes('PostgreSQL database dump'))
		throw new Problem('transfer.wrong-file', 422, { source: 'Discourse' });
	const beside = path.join(path.dirname(file), 'uploads');
	return {
		total,
		pieces: (read) => (packed ? inside(readPieces(file, read, signal)) : readPieces(file, read, signal)),
		uploads: await stat(beside).then(
			(found) => (found.isDirectory() ? beside : null),
			() => null,
		),
	};
}

interface Entry {
	header: { name: string };
	body: WebStream<Uint8Array>;
}

/** The dump out of a tar; the pictures that stand in it, too, are passed by. */
async function* inside(tar: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const packed = Readable.toWeb(Readable.from(tar)) as unknown as ReadableStream<Uint8Array>;
	const entries = packed.pipeThrough(createTarDecoder() as never) as unknown as AsyncIterable<Entry>;
	for await (const { header, body } of entries) {
		if (!dumps.test(header.name)) {
			await body.cancel();
			continue;
		}
		const bytes = Readable.fromWeb(body);
		yield* (header.name.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes) as AsyncIterable<Uint8Array>;
		return;
	}
	throw new Problem('transfer.wrong-file', 422, { source: 'Discourse' });
}
