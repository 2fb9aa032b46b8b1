import { Problem } from '#platform/problem.ts';
import type { FormerPicture } from '#media/server/index.ts';
import { openArchive, readBytes, readWhole, type Archive } from '#transfer/reading/archive.ts';
import { checkExport } from '#transfer/homecourt/check-export.ts';
import { FileLine, lists, PictureLine, portraitsFolder } from '#transfer/export-format.ts';
import { itemsOfExport, type FormerFile } from '#transfer/homecourt/export-items.ts';
import { readLines } from '#transfer/homecourt/read-lines.ts';
import type { Reading, ReadingOptions, ReadingWorld } from '#transfer/source.ts';

const mostPicture = 64 * 1024 * 1024;
const mostPortrait = 1024 * 1024;

/** Opens what `export` wrote, a folder or a zip: checked from end to end first, then read thing by thing. */
export async function openExport(place: string, _options: ReadingOptions, { signal }: ReadingWorld): Promise<Reading> {
	const archive = await openArchive(place);
	try {
		const { site } = await checkExport(archive, signal);
		const pictures = new Map<string, FormerPicture>();
		for await (const { file, ...former } of readLines(archive, lists.pictures, PictureLine))
			if (file) pictures.set(file, former);
		const files = new Map<string, FormerFile>();
		for await (const { file, name, uploaded } of readLines(archive, lists.files, FileLine))
			if (file) files.set(file, { name, uploaded });
		return reading(archive, site, pictures, files, signal);
	} catch (error) {
		await archive.close();
		throw error;
	}
}

function reading(
	archive: Archive,
	site: string,
	pictures: ReadonlyMap<string, FormerPicture>,
	files: ReadonlyMap<string, FormerFile>,
	signal?: AbortSignal,
): Reading {
	const total = [...archive.files.values()].reduce((sum, size) => sum + size, 0);
	let position = 0;
	return {
		origin: `homecourt ${site}`,
		items: () => itemsOfExport(archive, { pictures, files, signal, read: (bytes) => void (position += bytes) }),
		progress: () => ({ position: Math.min(position, total), total }),
		async picture(address) {
			if (!pictures.has(address)) throw new Problem('picture.not-in-folder', 404);
			position += archive.files.get(address) ?? 0;
			return readWhole(await archive.read(address), mostPicture, address);
		},
		async portrait(address) {
			if (!address.startsWith(portraitsFolder) || !archive.files.has(address))
				throw new Problem('picture.not-in-folder', 404);
			position += archive.files.get(address) ?? 0;
			return readWhole(await archive.read(address), mostPortrait, address);
		},
		lacksPicture: (address) => (pictures.has(address) ? null : 'picture.not-in-folder'),
		formerPicture: (address) => pictures.get(address) ?? null,
		pictureAddress: (found) => (pictures.has(found) ? found : null),
		async file(address) {
			position += archive.files.get(address) ?? 0;
			return { bytes: readBytes(await archive.read(address), address), uploaded: files.get(address)?.uploaded };
		},
		fileAddress: (found) => (files.has(found) ? found : null),
		homePath: () => null,
		close: () => archive.close(),
	};
}
