import { DocumentProblem } from '#platform/document/document-problem.ts';
import { postOfHtml, wordsOfHtml } from '#transfer/facebook-page/html-post.ts';
import { digestOf, mediaOf, postOfJson, wordsOfJson } from '#transfer/facebook-page/json-post.ts';
import { namePosts, type FoundPost } from '#transfer/facebook-page/name-posts.ts';
import { addressOf, isPicture, itemsOfPost, type OldMedia, type OldWord } from '#transfer/facebook-page/old-post.ts';
import { readBlocks } from '#transfer/facebook-page/read-blocks.ts';
import { repairAll } from '#transfer/facebook-page/repair-text.ts';
import type { Item } from '#transfer/item.ts';
import { readJson } from '#transfer/reading/read-json.ts';

/** The files of a download, by what is in them. */
export interface Download {
	form: 'json' | 'html';
	posts: string[];
	albums: string[];
	comments: string[];
	/** Lists that nothing here is made of: videos, events, reviews, messages, settings. */
	others: string[];
	/** The zone whose clocks the HTML shows: it says none. */
	timeZone: string;
	piecesOf(name: string): AsyncIterable<Uint8Array>;
}

/** Everything of a download, and what it lacks. */
export async function* itemsOfDownload(download: Download): AsyncGenerator<Item> {
	const { form, albums, comments, others, timeZone } = download;
	yield lacking('comments', 'facebook.no-comments');
	if (form === 'html') yield lacking('time-zone', 'facebook.time-zone', { zone: timeZone });
	for (const name of others)
		yield { kind: 'left', id: name, what: 'other', title: name, note: { code: 'facebook.file', details: { name } } };
	for (const name of albums)
		for await (const { uri, description } of mediaIn(download, name))
			if (isPicture(uri)) yield { kind: 'picture', id: addressOf(uri), address: addressOf(uri), alt: description };
	for await (const { post, id } of namePosts(allPosts(download)))
		if (post) yield* itemsOfPost(post, id);
		else yield { kind: 'left', id, what: 'article', title: id, note: { code: 'facebook.unknown' } };
	for (const name of comments)
		for await (const word of wordsIn(download, name)) {
			const id = digestOf(word);
			yield {
				kind: 'left',
				id,
				what: 'comment',
				title: word.text.slice(0, 200),
				note: { code: 'facebook.own-comment' },
			};
		}
}

const lacking = (id: string, code: string, details: Record<string, string> = {}): Item => ({
	kind: 'left',
	id,
	what: 'other',
	title: 'Facebook',
	note: { code, details },
});

async function* allPosts(download: Download): AsyncGenerator<FoundPost> {
	for (const name of download.posts) yield* postsIn(download, name);
}

async function* postsIn({ form, piecesOf, timeZone }: Download, name: string): AsyncGenerator<FoundPost> {
	if (form === 'json')
		for await (const { value } of readJson(piecesOf(name), ['$.*'])) {
			const repaired = repairAll(value);
			// Some downloads hold their list under a name.
			for (const one of Array.isArray(repaired) ? repaired : [repaired])
				yield { id: digestOf(one), post: postOfJson(one) };
		}
	else
		for await (const block of readBlocks(piecesOf(name)))
			yield { id: digestOf(block), post: understood(() => postOfHtml(block, timeZone)) };
}

async function* mediaIn({ form, piecesOf, timeZone }: Download, name: string): AsyncGenerator<OldMedia> {
	if (form === 'json')
		for await (const { value } of readJson(piecesOf(name), ['$.photos.*', '$.other_photos_v2.*', '$.other_photos.*']))
			yield* mediaOf(repairAll(value));
	else
		for await (const block of readBlocks(piecesOf(name)))
			yield* understood(() => postOfHtml(block, timeZone))?.media ?? [];
}

async function* wordsIn({ form, piecesOf, timeZone }: Download, name: string): AsyncGenerator<OldWord> {
	if (form === 'json')
		for await (const { value } of readJson(piecesOf(name), ['$.*.*'])) yield* wordsOfJson(repairAll(value));
	else
		for await (const block of readBlocks(piecesOf(name))) yield* understood(() => wordsOfHtml(block, timeZone)) ?? [];
}

/** What is made of a block; null where it is nested or long beyond reason. */
function understood<T>(read: () => T): T | null {
	try {
		return read();
	} catch (error) {
		if (error instanceof DocumentProblem) return null;
		throw error;
	}
}
