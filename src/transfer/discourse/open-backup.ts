import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '#platform/problem.ts';
import { findFiles, firstBytes, readPieces } from '#transfer/reading/open-files.ts';
import { readTar, unpacked } from '#transfer/reading/read-tar.ts';

/** The dump inside of a backup, to be gone through several times. */
export interface Backup {
	/** Bytes on the disk of one going-through. */
	total: number;
	pieces(read: (bytes: number) => void): AsyncIterable<Uint8Array>;
	/** Where the pictures lie, when the backup was unpacked. */
	uploads: string | null;
	/** The tar in which they lie, when it was not. */
	tar: string | null;
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
		pieces: (read) => (packed ? dumpIn(readPieces(file, read, signal)) : readPieces(file, read, signal)),
		uploads: await stat(beside).then(
			(found) => (found.isDirectory() ? beside : null),
			() => null,
		),
		tar: packed ? file : null,
	};
}

/** The dump out of a tar; the pictures that stand in it, too, are passed by. */
async function* dumpIn(tar: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	for await (const entry of readTar(tar)) {
		if (dumps.test(entry.name)) return yield* entry.name.endsWith('.gz') ? unpacked(entry.bytes()) : entry.bytes();
		await entry.passBy();
	}
	throw new Problem('transfer.wrong-file', 422, { source: 'Discourse' });
}
