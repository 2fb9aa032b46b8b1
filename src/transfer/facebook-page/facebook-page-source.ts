import { Problem } from '#platform/problem.ts';
import { archive as archiveAddress, itemOfPost } from '#transfer/facebook-page/post-item.ts';
import { repairAll } from '#transfer/facebook-page/repair-text.ts';
import { openArchive, readBytes, readWhole, type Archive } from '#transfer/reading/archive.ts';
import type { Reading, ReadingOptions, ReadingWorld, Source } from '#transfer/source.ts';

/** Names that the files with a page's posts have had. */
const postFiles =
	/(?:^|\/)(?:profile_posts|your_posts|page_posts|posts)(?:__check_ins__photos_and_videos)?_?\d*\.json$/i;
const mostBytes = 20 * 1024 * 1024;

/**
 * A Facebook page, by its own “download your information” in JSON: the zip as it was downloaded, a folder with the several
 * zips of a large one, or the folder that they were unpacked to.
 */
export const facebookPage = (): Source => ({
	name: 'facebook-page',
	title: (locale) => (locale === 'en' ? 'Facebook page' : 'Facebook 粉絲專頁'),
	open: openDownload,
});

async function openDownload(place: string, _options: ReadingOptions, { signal }: ReadingWorld): Promise<Reading> {
	const archive = await openArchive(place);
	const files = [...archive.files.keys()].filter((name) => postFiles.test(name)).sort();
	if (!files.length) {
		await archive.close();
		throw new Problem('transfer.wrong-file', 422, { source: 'Facebook' });
	}
	const { readJson } = await import('#transfer/reading/read-json.ts');
	const total = files.reduce((sum, name) => sum + (archive.files.get(name) ?? 0), 0);
	let position = 0;
	async function* piecesOf(name: string): AsyncGenerator<Uint8Array> {
		for await (const piece of readBytes(await archive.read(name), name)) {
			signal?.throwIfAborted();
			position += piece.length;
			yield piece;
		}
	}
	return {
		// A post has no address in the download; its content is what it is known by, in the whole world.
		origin: 'facebook-page',
		async *items() {
			position = 0;
			yield { kind: 'left', id: 'comments', what: 'other', title: 'Facebook', note: { code: 'facebook.no-comments' } };
			for (const name of files)
				for await (const { value } of readJson(piecesOf(name), ['$.*'])) yield itemOfPost(repairAll(value));
		},
		progress: () => ({ position, total }),
		picture: (address) => pictureIn(archive, address),
		pictureAddress: (address) => (address.startsWith(archiveAddress) ? address : null),
		homePath: () => null,
		close: () => archive.close(),
	};
}

/** A picture of the download by its name in the posts; never anything outside of it, whatever a name says. */
async function pictureIn(archive: Archive, address: string): Promise<Buffer> {
	const name = decodeURI(new URL(address).pathname.slice(1));
	// The names count from the download's root, which may lie above or below the named folder.
	const parts = name.split('/').filter((part) => part && part !== '.' && part !== '..');
	for (let from = 0; from < parts.length; from++) {
		const file = parts.slice(from).join('/');
		const size = archive.files.get(file);
		if (size === undefined) continue;
		if (size > mostBytes) throw new Problem('picture.too-large', 413, { megabytes: 20 });
		return readWhole(await archive.read(file), mostBytes, file);
	}
	throw new Problem('picture.not-in-folder', 404);
}
