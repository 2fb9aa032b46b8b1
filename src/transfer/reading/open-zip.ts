import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '#platform/problem.ts';
import type { Archive } from '#transfer/reading/archive.ts';

/** The most that is believed of an archive; and how many times its own size it may unpack to. */
export const most = { files: 200_000, bytes: 200 * 1024 ** 3, times: 250, free: 100 * 1024 ** 2 };

/** Opens a zip. Links and names that lead out of it are refused, and what unpacks to more than can be true. */
export async function openZip(place: string): Promise<Archive> {
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
		// It ends in the name that leads out.
		const unsafe = /(?:invalid (?:relative path|characters in fileName)|absolute path): ?(.*)$/is.exec(reason);
		return unsafe
			? new Problem('transfer.unsafe-archive', 422, { name, reason: unsafe[1] })
			: new Problem('transfer.broken-archive', 422, { name, reason });
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
