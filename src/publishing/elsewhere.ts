/** What a page is about that shows where else an article is told. */
export const elsewhereThing = (article: number): string => `elsewhere:${article}`;

/** What a fact about a post is about that changes what readers of its article see. */
export const postThings = (post: number, article: number | null): string[] => [
	`post:${post}`,
	...(article === null ? [] : [elsewhereThing(article)]),
];

/** A network on which an article was told, as everybody sees it there. */
export interface Elsewhere {
	network: string;
	/** The newest post about it. */
	url: string;
	/** How many liked it, over all posts about it there; null where the network does not say. */
	likes: number | null;
}
