import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '#platform/problem.ts';
import { archive, itemOfPost } from '#transfer/facebook-page/post-item.ts';
import { repairAll } from '#transfer/facebook-page/repair-text.ts';
import { readPieces } from '#transfer/reading/open-files.ts';
import type { Reading, ReadingOptions, ReadingWorld, Source } from '#transfer/source.ts';

/** Names that the files with a page's posts have had. */
const postFiles = /^(?:profile_posts|your_posts|page_posts|posts)(?:__check_ins__photos_and_videos)?_?\d*\.json$/i;
const mostBytes = 20 * 1024 * 1024;

/** A Facebook page, by the unpacked folder of its own “download your information” in JSON. */
export const facebookPage = (): Source => ({
	name: 'facebook-page',
	title: (locale) => (locale === 'en' ? 'Facebook page' : 'Facebook 粉絲專頁'),
	open: openArchive,
});

async function openArchive(place: string, _options: ReadingOptions, { signal }: ReadingWorld): Promise<Reading> {
	const found = await stat(place).catch(() => null);
	if (!found?.isDirectory()) throw new Problem('transfer.not-found', 404, { place });
	const { readJson } = await import('#transfer/reading/read-json.ts');
	const root = await realpath(place);
	const all = await readdir(root, { recursive: true, withFileTypes: true });
	const files = all
		.filter((one) => one.isFile() && postFiles.test(one.name))
		.map((one) => path.join(one.parentPath, one.name))
		.sort();
	if (!files.length) throw new Problem('transfer.wrong-file', 422, { source: 'Facebook' });
	let total = 0;
	for (const file of files) total += (await stat(file)).size;
	let position = 0;
	return {
		// A post has no address in the download; its content is what it is known by, in the whole world.
		origin: 'facebook-page',
		async *items() {
			position = 0;
			yield { kind: 'left', id: 'comments', what: 'other', title: 'Facebook', note: { code: 'facebook.no-comments' } };
			for (const file of files) {
				const pieces = readPieces(file, (bytes) => void (position += bytes), signal);
				for await (const { value } of readJson(pieces, ['$.*'])) yield itemOfPost(repairAll(value));
			}
		},
		progress: () => ({ position, total }),
		picture: (address) => pictureIn(root, address),
		pictureAddress: (address) => (address.startsWith(archive) ? address : null),
		homePath: () => null,
		close: async () => undefined,
	};
}

/** A picture of the folder by its name in the posts; never a file outside of it, whatever a name or a link says. */
async function pictureIn(root: string, address: string): Promise<Buffer> {
	const name = decodeURI(new URL(address).pathname.slice(1));
	// The names count from the download's root, which may lie above or below the named folder.
	const parts = name.split('/').filter((part) => part && part !== '.' && part !== '..');
	for (let from = 0; from < parts.length; from++) {
		const file = await realpath(path.join(root, ...parts.slice(from))).catch(() => null);
		if (!file?.startsWith(root + path.sep)) continue;
		if ((await stat(file)).size > mostBytes) throw new Problem('picture.too-large', 413, { megabytes: 20 });
		return readFile(file);
	}
	throw new Problem('picture.not-in-folder', 404);
}
