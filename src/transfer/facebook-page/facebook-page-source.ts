import { Problem } from '#platform/problem.ts';
import { archivePicture, lacksArchivePicture } from '#transfer/facebook-page/archive-picture.ts';
import { itemsOfDownload, type Download } from '#transfer/facebook-page/download-items.ts';
import { archive as archiveAddress } from '#transfer/facebook-page/old-post.ts';
import { openArchive, readBytes } from '#transfer/reading/archive.ts';
import type { Reading, ReadingOptions, ReadingWorld, Source } from '#transfer/source.ts';

/** Names that the files of a page's download have had: its posts, its albums, what it said itself. */
const names = {
	posts: /(?:^|\/)(?:profile_posts|your_posts|page_posts|posts)(?:__check_ins__photos_and_videos)?_?\d*\.(json|html)$/i,
	albums: /(?:^|\/)(?:album\/\d+|(?:your_)?uncategorized_photos(?:_\d+)?)\.(json|html)$/i,
	comments: /(?:^|\/)comments(?:_and_reactions)?\/comments(?:_\d+)?\.(json|html)$/i,
	/** Any other list of the download; not the pages that lead through it. */
	others: /(?:^|\/)(?!(?:index|start_here)\.)[^/]+\.(json|html)$/i,
};

/**
 * A Facebook page, by its own “download your information”, in JSON or as HTML: the zip as it was downloaded, a folder with
 * the several zips of a large one, or the folder that they were unpacked to.
 */
export const facebookPage = (): Source => ({
	name: 'facebook-page',
	title: (locale) => (locale === 'en' ? 'Facebook page' : 'Facebook 粉絲專頁'),
	open: openDownload,
});

async function openDownload(
	place: string,
	_options: ReadingOptions,
	{ signal, timeZone }: ReadingWorld,
): Promise<Reading> {
	const archive = await openArchive(place);
	const form = [...archive.files.keys()]
		.map((name) => names.posts.exec(name)?.[1]?.toLowerCase())
		.filter(Boolean)
		.sort();
	// Whoever has both forms in one folder gets the one that says more.
	const wanted = form.at(-1) === 'json' ? 'json' : form[0];
	if (!wanted) {
		await archive.close();
		throw new Problem('transfer.wrong-file', 422, { source: 'Facebook' });
	}
	const called = (pattern: RegExp): string[] =>
		[...archive.files.keys()].filter((name) => pattern.exec(name)?.[1]?.toLowerCase() === wanted).sort();
	const files = { posts: called(names.posts), albums: called(names.albums), comments: called(names.comments) };
	const read = new Set(Object.values(files).flat());
	const others = called(names.others).filter((name) => !read.has(name));
	const total = Object.values(files)
		.flat()
		.reduce((sum, name) => sum + (archive.files.get(name) ?? 0), 0);
	let position = 0;
	async function* piecesOf(name: string): AsyncGenerator<Uint8Array> {
		for await (const piece of readBytes(await archive.read(name), name)) {
			signal?.throwIfAborted();
			position += piece.length;
			yield piece;
		}
	}
	const download: Download = {
		form: wanted as Download['form'],
		...files,
		others,
		piecesOf,
		timeZone: timeZone ?? 'UTC',
	};
	return {
		// A post has no address in the download; its content is what it is known by, in the whole world.
		origin: 'facebook-page',
		items() {
			position = 0;
			return itemsOfDownload(download);
		},
		progress: () => ({ position, total }),
		picture: (address) => archivePicture(archive, address),
		lacksPicture: (address) => lacksArchivePicture(archive, address),
		pictureAddress: (address) => (address.startsWith(archiveAddress) ? address : null),
		homePath: () => null,
		close: () => archive.close(),
	};
}
