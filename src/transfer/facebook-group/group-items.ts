import { bodyOfHtml } from '#transfer/forum/body.ts';
import { categorySlug, forumCategory, forumLeft, forumPost, forumThread } from '#transfer/forum/forum-item.ts';
import { postOfHtml } from '#transfer/facebook-page/html-post.ts';
import { digestOf, postOfJson, wordsOfJson } from '#transfer/facebook-page/json-post.ts';
import { namePosts, type FoundPost } from '#transfer/facebook-page/name-posts.ts';
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
	/** Before the first post; a group of which there is none gets no place here. */
	function* begin(): Generator<Item> {
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
	}
	let begun = false;
	const others = new Set<string>();
	const said: OldComment[] = [];
	let elsewhere = 0;
	async function* own(): AsyncGenerator<FoundPost> {
		for (const name of download.posts)
			for await (const post of postsIn(download, name))
				if (isIn(post.title, group)) yield { id: post.digest, post };
				else {
					elsewhere++;
					const name = nameOf(post.title);
					if (name) others.add(name);
				}
	}
	for await (const { id: named, post } of namePosts(own())) {
		if (!post) continue;
		// One who says the same in two groups at once says it in each.
		const id = `${slug} ${named}`;
		const [first, ...words] = itemsOfPost(post, id);
		if (first?.kind !== 'article') {
			if (first) yield { ...first, what: 'thread' } as Item;
			continue;
		}
		if (!begun) yield* begin();
		begun = true;
		const { title, notes = [], formerly = { id: post.digest, published: null } } = first;
		const opened = first.published ?? new Date(0);
		yield { ...forumThread({ id, category: slug, title, author, opened, notes }), formerly };
		const opening = forumPost({
			id: `${id} opening`,
			thread: id,
			parent: null,
			author: { person: author, name: author },
			posted: opened,
			body: bodyOfHtml(first.html ?? '', () => null),
		});
		said.push({ ...opening, formerly: { under: id } });
		for (const word of words) if (word.kind === 'comment') said.push({ ...word, place: 'thread' });
	}
	yield* said;
	if (!begun) {
		const names = [...others].slice(0, 10).join('、') || 'none';
		yield forumLeft('other', 'no-such-group', group, 'facebook.no-such-group', { group, names });
	} else if (elsewhere)
		yield forumLeft('other', 'elsewhere', 'Facebook', 'facebook.other-groups', { count: elsewhere });
	for (const name of download.comments) {
		if (!name.endsWith('.json')) continue;
		for await (const { value } of readJson(download.piecesOf(name), paths('group_comments')))
			for (const word of wordsOfJson(repairAll(value)))
				yield forumLeft('comment', digestOf(word), word.text, 'facebook.group-comment');
	}
}

/** The group that a post's title names (“… posted in NAME.”, 「…在「NAME」發佈了貼文」); null: it is not told apart from the words around it. */
const nameOf = (title: string): string | null =>
	/[「『“"](.+)[」』”"]/u.exec(title)?.[1] ?? /\bposted (?:\w+ ){0,3}in (.+?)\.?$/.exec(title)?.[1] ?? null;

/** A part of a name is another group: most of them are not the brand's to show. */
const isIn = (title: string, group: string): boolean => {
	const name = nameOf(title);
	return name === null ? title.includes(group) : name.trim() === group;
};

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
