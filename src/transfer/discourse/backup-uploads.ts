import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Problem } from '#platform/problem.ts';
import { spoolFolder } from '#platform/spool.ts';
import { randomToken } from '#platform/token.ts';
import { most } from '#transfer/reading/open-zip.ts';
import { readPieces } from '#transfer/reading/open-files.ts';
import { readTar } from '#transfer/reading/read-tar.ts';
import type { ReadingWorld } from '#transfer/source.ts';

/** Bytes of a picture at most, as the media room takes them. */
const mostBytes = 20 * 1024 * 1024;
/** Discourse's own smaller copies are passed by. */
const pictures = /^uploads\/(?!.*\boptimized\/).+\.(?:jpe?g|png|gif|webp|avif|heic|heif|svg)$/i;

/** The pictures that lie in a backup beside its dump. */
export interface Uploads {
	/** Whether it has this one. Only the list of what lies in it is gone through. */
	has(address: string): Promise<boolean>;
	/** Its bytes; null: it does not lie in the backup. Throws Problem `picture.too-large`. */
	read(address: string): Promise<Buffer | null>;
	close(): Promise<void>;
}

interface Kept {
	size: number;
	/** Where it lies on this machine; the list alone has none. */
	file: string | null;
}

/**
 * A `.tar.gz` is read from its beginning only: the first picture that is asked for unpacks all of them, under numbers instead of the names that
 * the archive gives, to a folder of this machine that goes when the backup is closed. Throws Problem `transfer.bomb`.
 */
export function backupUploads(tar: string, packed: number, { settings, signal }: ReadingWorld): Uploads {
	const folder = path.join(spoolFolder(settings.data), `uploads-${randomToken(12)}`);
	let list: Promise<Map<string, Kept>> | null = null;
	let unpacked: Promise<Map<string, Kept>> | null = null;
	async function goThrough(keep: boolean): Promise<Map<string, Kept>> {
		const found = new Map<string, Kept>();
		let sum = 0;
		if (keep) await mkdir(folder, { recursive: true });
		for await (const entry of readTar(readPieces(tar, () => undefined, signal))) {
			signal?.throwIfAborted();
			const name = pictures.test(entry.name) ? keyOf(entry.name) : null;
			const twin = entry.same === null ? undefined : found.get(keyOf(entry.same));
			if (name && twin) found.set(name, twin);
			if (!name || entry.same !== null || entry.size > mostBytes) {
				if (name && entry.same === null) found.set(name, { size: entry.size, file: null });
				await entry.passBy();
				continue;
			}
			sum += entry.size;
			if (found.size >= most.files || sum > most.bytes || sum > packed * most.times + most.free)
				throw new Problem('transfer.bomb', 422, { name: path.basename(tar) });
			const file = keep ? path.join(folder, String(found.size)) : null;
			if (file) await pipeline(entry.bytes(), createWriteStream(file));
			else await entry.passBy();
			found.set(name, { size: entry.size, file });
		}
		return found;
	}
	return {
		has: async (address) => (await (unpacked ?? (list ??= goThrough(false)))).has(keyOf(pathOf(address))),
		async read(address) {
			const one = (await (unpacked ??= goThrough(true))).get(keyOf(pathOf(address)));
			if (one && one.size > mostBytes)
				throw new Problem('picture.too-large', 413, { megabytes: mostBytes / 1024 / 1024 });
			return one?.file ? readFile(one.file) : null;
		},
		close: () => rm(folder, { recursive: true, force: true }),
	};
}

/** `/uploads/default/original/1X/a.png` is `original/1X/a.png`: the folder before it is called after the database, and elsewhere not there. */
const keyOf = (name: string): string => /(?:^|\/)(original\/.+)$/.exec(name)?.[1] ?? name.replace(/^\/?uploads\//, '');

function pathOf(address: string): string {
	const { pathname } = new URL(address);
	try {
		return decodeURIComponent(pathname);
	} catch {
		return pathname;
	}
}
