import { bodyOfHtml } from '#transfer/forum/body.ts';
import { categorySlug, forumCategory, forumLeft, forumPost, forumThread } from '#transfer/forum/forum-item.ts';
import { postOfHtml } from '#transfer/facebook-page/html-post.ts';
import { digestOf, postOfJson, wordsOfJson } from '#transfer/facebook-page/json-post.ts';
import { itemsOfPost, type OldPost } from '#transfer/facebook-page/old-post.ts';
import { readBlocks } from '#transfer/facebook-page/read-blocks.ts';
import { repairAll, repairText } from '#transfer/facebook-page/repair-text.ts';
import type { Item, OldComment } from '#transfer/item.ts';
import { readJson } from '#transfer/reading/read-json.ts';

interface GroupDownload {
	posts: string[];
	comments: string[];
	profile: string | null;
	/** The group's name. */
	group: string;
	timeZone: string;
	piecesOf(name: string): AsyncIterable<Uint8Array>;
}

/** Everything that a person said in one group: their posts as threads, begun by them. */
export async function* itemsOfGroup(download: GroupDownload): AsyncGenerator<Item> {
	const { group } = download;
	const author = await nameIn(download);
	const slug = categorySlug('', group);
	yield forumLeft('other', 'others', 'Facebook', 'facebook.only-own');
	yield forumCategory(slug, group, {});
	yield {
		kind: 'person',
		id: author,
		name: author,
		email: null,
		bio: '',
		joined: null,
		consent: { from: 'facebook-group' },
	};
	const said: OldComment[] = [];
	let elsewhere = 0;
	for (const name of download.posts)
		for await (const post of postsIn(download, name)) {
			if (!post.title.includes(group)) {
				elsewhere++;
				continue;
			}
			const [first, ...words] = itemsOfPost(post, post.digest);
			if (first?.kind !== 'article') {
				if (first) yield { ...first, what: 'thread' } as Item;
				continue;
			}
			yield forumThread({
				id: post.digest,
				category: slug,
				title: first.title,
				author,
				opened: first.published ?? new Date(0),
				notes: first.notes ?? [],
			});
			said.push(
				forumPost({
					id: `${post.digest} opening`,
					thread: post.digest,
					parent: null,
					author: { person: author, name: author },
					posted: first.published ?? new Date(0),
					read: bodyOfHtml(first.html ?? '', () => null),
				}),
			);
			for (const [place, word] of words.entries())
				if (word.kind === 'comment') said.push({ ...word, id: `${post.digest} ${place}`, place: 'thread' });
		}
	yield* said;
	if (elsewhere) yield forumLeft('other', 'elsewhere', 'Facebook', 'facebook.other-groups', { count: elsewhere });
	for (const name of download.comments) {
		if (!name.endsWith('.json')) continue;
		for await (const { value } of readJson(download.piecesOf(name), paths('group_comments')))
			for (const word of wordsOfJson(repairAll(value)))
				yield forumLeft('comment', digestOf(word), word.text, 'facebook.group-comment');
	}
}

const paths = (name: string): string[] => [`$.${name}_v2.*`, `$.${name}.activity_log_data.*`, `$.${name}.*`];

async function* postsIn({ piecesOf, timeZone }: GroupDownload, name: string): AsyncGenerator<OldPost> {
	if (name.toLowerCase().endsWith('.json')) {
		for await (const { value } of readJson(piecesOf(name), paths('group_posts'))) {
			const post = Array.isArray(value) ? null : postOfJson(repairAll(value));
			if (post) yield post;
		}
	} else
		for await (const block of readBlocks(piecesOf(name))) {
			const post = postOfHtml(block, timeZone);
			if (post) yield post;
		}
}

/** Whose download it is; without their profile, a member of the group. */
async function nameIn({ profile, piecesOf }: GroupDownload): Promise<string> {
	if (profile)
		for await (const { value } of readJson(piecesOf(profile), [
			'$.profile_v2.name.full_name',
			'$.profile.name.full_name',
		]))
			if (typeof value === 'string' && value.trim()) return repairText(value).trim();
	return 'Facebook';
}
