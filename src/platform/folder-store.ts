import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { fileName, type FileStore } from '#platform/file-store.ts';
import { randomToken } from '#platform/token.ts';

/** A folder of files; names are spread over sub-folders by their first two characters. */
export function folderStore(folder: string): FileStore {
	const place = (name: string): string => path.join(folder, fileName(name).slice(0, 2), name);

	/** Written aside and renamed, so that nobody ever reads half a file. */
	async function arrive(name: string, write: (aside: string) => Promise<void>): Promise<void> {
		const target = place(name);
		await mkdir(path.dirname(target), { recursive: true });
		const aside = `${target}.${randomToken(6)}.part`;
		try {
			await write(aside);
			await rename(aside, target);
		} catch (error) {
			await rm(aside, { force: true });
			throw error;
		}
	}

	return {
		put: (name, bytes) => arrive(name, (aside) => writeFile(aside, bytes)),
		putFile: (name, source) =>
			arrive(name, async (aside) => {
				await rename(source, aside).catch(async (error: NodeJS.ErrnoException) => {
					// Another disk: there it can only be copied.
					if (error.code !== 'EXDEV') throw error;
					await copyFile(source, aside);
				});
			}),
		async read(name, part) {
			const target = place(name);
			const found = await stat(target).catch(() => null);
			if (!found?.isFile()) return null;
			const stream = createReadStream(target, part ? { start: part.first, end: part.last } : {});
			return { size: found.size, stream: Readable.toWeb(stream) as ReadableStream<Uint8Array> };
		},
		async size(name) {
			const found = await stat(place(name)).catch(() => null);
			return found?.isFile() ? found.size : null;
		},
		remove: (name) => rm(place(name), { force: true }),
		async *list() {
			const groups = (await readdir(folder).catch(() => [])).filter((group) => group.length === 2).sort();
			for (const group of groups) {
				for (const name of (await readdir(path.join(folder, group))).sort()) {
					// What a crash left half written is nobody's file.
					if (name.endsWith('.part')) continue;
					const found = await stat(path.join(folder, group, name)).catch(() => null);
					if (found?.isFile()) yield { name, size: found.size };
				}
			}
		},
	};
}
