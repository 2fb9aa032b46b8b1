import { Problem } from '#platform/problem.ts';
import { readWhole, type Archive } from '#transfer/reading/archive.ts';

const mostBytes = 20 * 1024 * 1024;

/** A picture of the download by its name in the posts; never anything outside of it, whatever a name says. */
export async function archivePicture(archive: Archive, address: string): Promise<Buffer> {
	const file = fileOf(archive, address);
	if (file === null) throw new Problem('picture.not-in-folder', 404);
	if ((archive.files.get(file) ?? 0) > mostBytes) throw new Problem('picture.too-large', 413, { megabytes: 20 });
	return readWhole(await archive.read(file), mostBytes, file);
}

export const lacksArchivePicture = (archive: Archive, address: string): string | null =>
	fileOf(archive, address) === null ? 'picture.not-in-folder' : null;

/** The name in the download that an address means; null: there is none. */
function fileOf(archive: Archive, address: string): string | null {
	// The names count from the download's root, which may lie above or below the named folder.
	const parts = decoded(new URL(address).pathname.slice(1))
		.split('/')
		.filter((part) => part && part !== '.' && part !== '..');
	for (let from = 0; from < parts.length; from++) {
		const file = parts.slice(from).join('/');
		if (archive.files.has(file)) return file;
	}
	return null;
}

function decoded(path: string): string {
	try {
		return decodeURI(path);
	} catch {
		return path;
	}
}
