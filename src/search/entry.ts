/** Longest question, in characters. */
export const longestQuestion = 120;

/** What can be found. */
export const kinds = ['article', 'page', 'thread', 'comment', 'member', 'product', 'event'] as const;
export type Kind = (typeof kinds)[number];

/** A thing as it is looked through. */
export interface Entry {
	thing: number;
	audience: 'everybody' | 'members';
	title: string;
	text: string;
	tags: string[];
	authors: number[];
	category: number | null;
	written: Date;
}

/** Something that a search found, as its page shows it. */
export interface Found {
	kind: Kind;
	title: string;
	path: string;
	/** The text around what was found, in pieces: the odd ones are what was asked for. */
	pieces: string[];
	/** Null: a page, which has no day of its own. */
	time: Date | null;
	/** The language it is written in; null: whatever its writers speak. */
	locale: string | null;
	author: string | null;
	/** How many more comments of the same thread were found. */
	more: number;
}
