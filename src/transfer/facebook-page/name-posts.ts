import { digestOf } from '#transfer/facebook-page/json-post.ts';
import type { OldPost, OldWord } from '#transfer/facebook-page/old-post.ts';

/** A post of a download, or what is not understood of one; `id`: what it is known by. */
export interface FoundPost {
	id: string;
	post: OldPost | null;
}

const secondsOf = (moment: Date): number => Math.floor(moment.getTime() / 1000);
const contentOf = ({ title, text, media, links }: OldPost): string => digestOf([title, text, media, links]);
const orderOf = ({ media, text }: OldPost): string => `${media[0]?.uri.split('/').at(-1) ?? ''}\n${text}`;
const isEmpty = ({ text, media, links }: OldPost): boolean => !text && !media.length && !links.length;

/**
 * Names posts by what no edit and no comment changes: the second of their publication, in both forms of a download, and
 * among several of one second their place, by their first picture. What two files of a download both tell has one name.
 */
export async function* namePosts(posts: AsyncIterable<FoundPost>): AsyncGenerator<FoundPost> {
	const named = new Map<number, Map<string, string>>();
	let same: OldPost[] = [];
	function* handOver(): Generator<FoundPost> {
		for (const post of same.sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1))) {
			const second = secondsOf(post.posted as Date);
			const taken = named.get(second) ?? new Map<string, string>();
			const content = contentOf(post);
			const id = taken.get(content) ?? (taken.size ? `post ${second} ${taken.size}` : `post ${second}`);
			named.set(second, taken.set(content, id));
			yield { id, post };
		}
		same = [];
	}
	for await (const one of posts) {
		const { post } = one;
		if (same[0]?.posted?.getTime() !== post?.posted?.getTime()) yield* handOver();
		if (!post || isEmpty(post)) yield one;
		else if (post.posted) same.push(post);
		else yield { id: `post ${nameOfTimeless(post)}`, post };
	}
	yield* handOver();
}

/** Without a moment: its first picture, or its words. */
const nameOfTimeless = ({ media, text, links }: OldPost): string =>
	digestOf(media[0] ? media[0].uri.split('/').at(-1) : [text, links]);

/**
 * Names what was said beneath a post by when and by whom, so that what comes between, or is worded anew, moves none; only
 * where that is not enough, by the words as well.
 */
export function namesOfWords(words: readonly OldWord[]): string[] {
	const short = words.map(({ author, posted }) => digestOf([posted && secondsOf(posted), author]));
	return words.map(({ text, posted }, place) => {
		const name = short[place] ?? '';
		return posted && short.indexOf(name) === short.lastIndexOf(name) ? name : digestOf([name, text]);
	});
}
