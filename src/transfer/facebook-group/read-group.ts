import { Problem } from '#platform/problem.ts';
import { archivePicture, lacksArchivePicture } from '#transfer/facebook-page/archive-picture.ts';
import { archive as archiveAddress } from '#transfer/facebook-page/old-post.ts';
import { itemsOfGroup } from '#transfer/facebook-group/group-items.ts';
import { openArchive, readBytes } from '#transfer/reading/archive.ts';
import type { Reading, ReadingOptions, ReadingWorld } from '#transfer/source.ts';

/** Names that the files have had. */
const names = {
	posts:
		/(?:^|\/)groups\/(?:group_posts_and_comments|your_posts_in_groups|group_posts|your_group_posts)(?:_\d+)?\.(json|html)$/i,
	comments: /(?:^|\/)groups\/(?:your_comments_in_groups|group_comments|comments_in_groups)(?:_\d+)?\.(json|html)$/i,
	profile: /(?:^|\/)profile_information\/profile_information\.json$/i,
};

/**
 * Opens a person's download, in JSON or as HTML: the zip, several zips, or a folder. Only posts of the named group are read: a download holds those of every group,
 * and most of them are not the brand's to show. Throws Problem `transfer.wrong-file`, `transfer.no-group`.
 */
export async function openGroup(
	place: string,
	options: ReadingOptions,
	{ signal, timeZone }: ReadingWorld,
): Promise<Reading> {
	const group = options.group?.trim() ?? '';
	if (!group) throw new Problem('transfer.no-group', 422);
	const archive = await openArchive(place);
	const called = (pattern: RegExp): string[] => [...archive.files.keys()].filter((name) => pattern.test(name)).sort();
	const files = {
		posts: called(names.posts),
		comments: called(names.comments),
		profile: called(names.profile)[0] ?? null,
	};
	if (!files.posts.length && !files.comments.length) {
		await archive.close();
		throw new Problem('transfer.wrong-file', 422, { source: 'Facebook' });
	}
	const total = [...files.posts, ...files.comments].reduce((sum, name) => sum + (archive.files.get(name) ?? 0), 0);
	let position = 0;
	async function* piecesOf(name: string): AsyncGenerator<Uint8Array> {
		for await (const piece of readBytes(await archive.read(name), name)) {
			signal?.throwIfAborted();
			position += piece.length;
			yield piece;
		}
	}
	return {
		origin: 'facebook-group',
		items() {
			position = 0;
			return itemsOfGroup({ ...files, group, piecesOf, timeZone: timeZone ?? 'UTC' });
		},
		progress: () => ({ position: Math.min(position, total), total }),
		picture: (address) => archivePicture(archive, address),
		lacksPicture: (address) => lacksArchivePicture(archive, address),
		pictureAddress: (address) => (address.startsWith(archiveAddress) ? address : null),
		homePath: () => null,
		close: () => archive.close(),
	};
}
