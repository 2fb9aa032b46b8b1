import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { randomToken } from '#platform/token.ts';

/** Where a site's files lie. Names are content hashes with an extension, so a file never changes. */
export interface FileStore {
	put(name: string, bytes: Uint8Array): Promise<void>;
	/** The file as a stream with its size in bytes, or null when it is not there. */
	read(name: string): Promise<{ size: number; stream: ReadableStream<Uint8Array> } | null>;
	remove(name: string): Promise<void>;
}

/** A folder of files; names are spread over sub-folders by their first two characters. */
export function folderStore(folder: string): FileStore {
	const place = (name: string): string => {
		if (!/^[a-z0-9][a-z0-9._-]{3,120}$/.test(name)) throw new Error(`Not a file name: ${name}`);
		return path.join(folder, name.slice(0, 2), name);
	};
	return {
		async put(name, bytes) {
			const target = place(name);
			await mkdir(path.dirname(target), { recursive: true });
			// Written aside and renamed, so that nobody ever reads half a file.
			const aside = `${target}.${randomToken(6)}`;
			await writeFile(aside, bytes);
			await rename(aside, target);
		},
		async read(name) {
			const target = place(name);
			const found = await stat(target).catch(() => null);
			if (!found?.isFile()) return null;
			return { size: found.size, stream: Readable.toWeb(createReadStream(target)) as ReadableStream<Uint8Array> };
		},
		remove: (name) => rm(place(name), { force: true }),
	};
}
