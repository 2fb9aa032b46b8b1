import type { Disclosure } from '#community/stars.ts';
import type { Role } from '#platform/actor.ts';
import type { FindPicture } from '#platform/document/from-html.ts';
import type { Document } from '#platform/document/schema.ts';
import type { Locale } from '#platform/language/locale.ts';
import type { HistoryKind, HistoryLines } from '#transfer/export-history.ts';
import type { FormerWriting } from '#transfer/former-writing.ts';
import type { Furniture } from '#transfer/furniture.ts';
import type { Line } from '#transfer/keepsake-line.ts';

/** Why something cannot be carried, or not whole. `code` is the key of its sentence `note.CODE`. */
export interface Note {
	code: string;
	details?: Record<string, string | number>;
}

export interface Read {
	/** The old place's own name for it: the same in every export of it. */
	id: string;
	/** What was lost on the way already. */
	notes?: Note[];
}

/** Somebody who wrote or belonged there. Becomes a member who cannot sign in until the mailbox is proved by a code. */
export interface Person extends Read {
	kind: 'person';
	name: string;
	email: string | null;
	bio: string;
	joined: Date | null;
	/** What is known of their consent to mail; carried as it is, acted on by nobody. */
	consent?: Record<string, unknown>;
	/** What they were in a house of our own kind. The role is given back only where the operator says so. */
	former?: {
		handle: string;
		role: Role;
		locale?: Locale;
		suspended: Date | null;
		suspendedUntil?: Date | null;
		silencedUntil?: Date | null;
		heardFrom: string | null;
	};
}

/** A picture, known by its address in the old place. */
export interface OldPicture extends Read {
	kind: 'picture';
	address: string;
	alt: string;
}

/** A file to take away, known by its address in the old place. */
export interface OldFile extends Read {
	kind: 'file';
	address: string;
	name: string;
}

/** An article or a page. */
export interface Writing extends Read {
	kind: 'article' | 'page';
	title: string;
	/** The body: HTML, or a document of ours. */
	html?: string;
	document?: unknown;
	excerpt: string;
	/** The readable end of its address there; empty: made of the title. */
	slug: string;
	tags: string[];
	/** `id` of a person; null: the brand's own. */
	author: string | null;
	locale: 'zh-TW' | 'en' | null;
	access: 'public' | 'members';
	/** The name that it was brought by before its source named things by what does not change. */
	formerly?: { id: string; published: Date | null };
	/** Null: a draft. */
	published: Date | null;
	/** Address of its picture, when it has one outside of the body. */
	cover: string | null;
	/** What that shows, where the old place said so of the article. */
	coverAlt?: string;
	/** `id`s of those who wrote it together with `author`. */
	coauthors?: string[];
	/** What it said to search engines in other words than its own. */
	search?: { title: string; description: string; indexed: boolean };
	/** Its addresses on the old site: paths, with a query where that belongs to them. */
	addresses: string[];
	/** False: nobody may add a comment. */
	open: boolean;
	/** What it was in a house of our own kind. */
	former?: FormerWriting;
}

/** Words in a form of their own. */
export interface OldBody {
	/** As they stand in the old place: while these stay the same, so does what is made of them. */
	source: string;
	/** Makes a document of them. Throws DocumentProblem. */
	read(picture: FindPicture): Document;
}

/** Something said under an article, or in a thread of a forum. */
export interface OldComment extends Read {
	kind: 'comment';
	/** `id` of the article, or of the thread. */
	under: string;
	place?: 'thread';
	parent: string | null;
	/** It may have been brought beneath the same article or thread by another name: then its words and its moment tell. */
	formerly?: { under: string };
	/** `person` is the id of a person of the same source; otherwise only a name is known. */
	author: { person: string | null; name: string };
	html: string;
	/** Its words, where they are no plain HTML. */
	body?: OldBody;
	posted: Date;
	/** When its words were changed there. */
	edited?: Date | null;
	/** Another name that addresses of the old place have for it. */
	mark?: string;
	/** What it was in a house of our own kind. */
	former?: {
		number: number;
		origin: { network: string; author: string | null; id: string; url: string | null } | null;
		edited: Date | null;
		hidden: Date | null;
		deleted: Date | null;
		held: Date | null;
		nameless: Date | null;
		stars: number | null;
		disclosed: Disclosure | null;
		waits: string[];
		document: unknown;
	};
}

/** An old address that leads somewhere here, other than those of articles and pages. */
export interface OldAddress extends Read {
	kind: 'redirect';
	/** A path of this site, or the id of a person or an address of a picture. */
	to: { path: string; status?: number } | { person: string } | { picture: string } | { gone: true };
}

/** A line of the past of a house of our own kind. */
export type OldHistory = { [K in HistoryKind]: Read & { kind: K; line: HistoryLines[K] } }[HistoryKind];

/** Something that does not come, and why. */
export interface LeftBehind extends Read {
	kind: 'left';
	/** What it was: a kind of ours, or `other`. */
	what: string;
	title: string;
	note: Note;
}

/** A line of what else belonged to a house of our own kind; `name` says what. */
export interface OldKeepsake extends Read {
	kind: 'keepsake';
	name: string;
	line: Line;
}

export type Item =
	Person | OldPicture | OldFile | Writing | OldComment | OldAddress | Furniture | OldHistory | OldKeepsake | LeftBehind;

/** Everything that may come, in the order in which a report tells of it. */
export const kinds = [
	'person',
	'field',
	'field-answer',
	'consent',
	'portrait',
	'picture',
	'file',
	'series',
	'tag',
	'article',
	'revision',
	'page',
	'category',
	'thread',
	'comment',
	'answer',
	'vote',
	'ballot',
	'reaction',
	'follow',
	'redirect',
	'link',
	'post',
	'product',
	'order',
	'menu',
	'frame',
	'keepsake',
] as const;
export type Kind = (typeof kinds)[number];
