import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '#platform/problem.ts';
import { askOldPlace } from '#transfer/reading/ask-old-place.ts';
import type { Reading, ReadingOptions, ReadingWorld } from '#transfer/source.ts';

/** Bytes of a picture at most, as the media room takes them. */
const mostBytes = 20 * 1024 * 1024;
/** Bytes of any other file at most. */
const largestFile = 50 * 1024 * 1024;

/** An address without what only tells sizes or caches apart; null when it is none of the web. */
export function canonicalAddress(found: string, base = ''): string | null {
	const address = found.trim();
	if (/^data:/i.test(address)) return null;
	const absolute = base && URL.canParse(base) ? base : undefined;
	if (!URL.canParse(address, absolute)) return null;
	const url = new URL(address, absolute);
	if (!/^https?:$/.test(url.protocol) || url.username || url.password) return null;
	// Jetpack's picture server stands in front of the real address.
	const photon = /^i\d\.wp\.com$/.test(url.hostname) ? /^\/([^/]+\.[^/]+)(\/.+)$/.exec(url.pathname) : null;
	if (photon) return `https://${photon[1]}${photon[2]}`;
	return `${url.origin}${url.pathname}${/\.(?:jpe?g|png|gif|webp|avif|heic|tiff?)$/i.test(url.pathname) ? '' : url.search}`;
}

/** Other addresses at which the same picture may lie: as it was uploaded, before it was made smaller. */
export function withoutSize(address: string): string[] {
	const found = /^(.*?)(?:-\d{2,5}x\d{2,5}|-scaled|-rotated)(\.[a-z]{3,4})$/i.exec(address);
	return found ? [`${found[1]}${found[2]}`, `${found[1]}-scaled${found[2]}`] : [];
}

/** The bytes of a file, in the same way; a large one comes in one piece all the same. */
export async function findFile(address: string, options: ReadingOptions, world: ReadingWorld): Promise<Buffer[]> {
	return [await findPicture(address, options, world, largestFile)];
}

/** The bytes of a picture: from the folder of uploads when there is one, else from its address. */
export async function findPicture(
	address: string,
	options: ReadingOptions,
	world: ReadingWorld,
	most = mostBytes,
): Promise<Buffer> {
	if (options.uploads) {
		for (const candidate of [address, ...withoutSize(address)]) {
			const found = await inFolder(options.uploads, candidate);
			if (found && found.size > most) throw new Problem('picture.too-large', 413, { megabytes: most / 1024 / 1024 });
			if (found) return readFile(found.file);
		}
		throw new Problem('picture.not-in-folder', 404);
	}
	const answer = await askOldPlace(address, options, world, { most });
	if (answer.status !== 200) throw new Problem('picture.not-there', 502, { status: answer.status });
	return answer.body;
}

/** How to tell whether a picture can be had: with a folder of uploads by looking there, else only by fetching it. */
export function pictureCheck({ uploads }: ReadingOptions): Pick<Reading, 'lacksPicture'> {
	if (!uploads) return {};
	return {
		async lacksPicture(address) {
			for (const candidate of [address, ...withoutSize(address)]) if (await inFolder(uploads, candidate)) return null;
			return 'picture.not-in-folder';
		},
	};
}

/** A file of the uploads folder by the end of its address (`2020/01/photo.jpg`), never one outside of the folder. */
async function inFolder(folder: string, address: string): Promise<{ file: string; size: number } | null> {
	const parts = decoded(new URL(address).pathname)
		.split('/')
		.filter((part) => part && part !== '.' && part !== '..' && !part.includes('\0') && !part.includes('\\'));
	const root = await realpath(folder).catch(() => {
		throw new Problem('transfer.not-found', 404, { place: folder });
	});
	const begin = parts.lastIndexOf('uploads') + 1;
	for (let from = begin; from < parts.length; from++) {
		const file = await realpath(path.join(root, ...parts.slice(from))).catch(() => null);
		if (!file || !file.startsWith(root + path.sep)) continue;
		const facts = await stat(file);
		if (!facts.isFile()) continue;
		return { file, size: facts.size };
	}
	return null;
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
