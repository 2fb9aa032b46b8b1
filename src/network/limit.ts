/**
 * How a text is counted. `grapheme`: what a reader sees as one sign. `character`: a code point. `unit`: a UTF-16 code
 * unit. `byte`: UTF-8. `weighted`: by the open rules of twitter-text 3, where a Chinese character weighs two.
 * `emoji-byte`: code points, but an emoji as many as its UTF-8 bytes.
 */
export type Counting = 'grapheme' | 'character' | 'unit' | 'byte' | 'weighted' | 'emoji-byte';

/** How long a text may be, and what counts as one. */
export interface TextLimit {
	most: number;
	counted: Counting;
	/** What every web address counts, however long it is; absent: as it is written. */
	address?: number;
	/** True: of `@name@server` only `@name` counts. */
	shortMention?: true;
	/** Most UTF-8 bytes, besides. */
	bytes?: number;
}

/** What pictures a post may carry. */
export interface PictureLimit {
	/** Fewest; 1 where nothing goes out without a picture. */
	least: number;
	most: number;
	/** MIME types. */
	types: readonly string[];
	/** Most bytes of one. */
	bytes: number;
	/** Width divided by height, smallest and largest. */
	ratio?: readonly [number, number];
	/** Fewest pixels of width. */
	width?: number;
	/** Most characters of its description. */
	alt?: number;
}

/** What a network can take. Data and nothing else, so that a page can count with it while somebody writes. */
export interface Limits {
	post: TextLimit;
	comment: TextLimit;
	/** The text of a post with pictures, where that is shorter. */
	caption?: TextLimit;
	/** Null or absent: no pictures. */
	pictures?: PictureLimit | null;
	/**
	 * Where the link stands: `beside` the text in a field of its own, at the end `within` the text, or there as well but
	 * `dead`: nobody can follow it. Absent: beside.
	 */
	link?: 'beside' | 'within' | 'dead';
	/** Where it stands in a post with pictures, when that is another place. */
	pictureLink?: 'within';
	/** Most parts of a thread; absent: it has none. Parts answer one another and count as comments. */
	thread?: number;
	/** True: we may say something first under our own post. */
	firstComment?: true;
	/** Most different web addresses, the link among them. */
	addresses?: number;
	hashtags?: number;
	mentions?: number;
	/** How somebody is named there so that they hear of it; absent: nobody who is named hears of it. */
	mention?: MentionRule;
}

/** Data: the page writes by it, too. */
export interface MentionRule {
	/** What handles look like, as the source of a regular expression without groups. */
	handle: string;
	/** How one is written, with `{handle}` and, where the network has a markup for it, `{name}`. */
	write: string;
	/** A handle, for people to see what is meant. */
	example: string;
}
