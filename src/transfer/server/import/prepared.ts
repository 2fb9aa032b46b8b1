import type { HistoryKind } from '#transfer/export-history.ts';
import type { Furniture } from '#transfer/furniture.ts';
import type { Kind, Note, OldAddress, OldComment, OldHistory, OldKeepsake, Person, Writing } from '#transfer/item.ts';
import type { Document } from '#platform/document/schema.ts';

/** A person whose name and mailbox can be used. */
export interface PreparedPerson {
	kind: 'person';
	item: Person;
	name: string;
	email: string | null;
}

/** An article or page whose body is a document; its pictures are still those of the old place. */
export interface PreparedWriting {
	kind: 'article' | 'page';
	item: Writing;
	title: string;
	slug: string;
	excerpt: string;
	tags: string[];
	document: Document;
	/** Addresses of the pictures in it, and of its cover. */
	pictures: string[];
	/** Addresses of files that it offers or links to. */
	files: string[];
}

export interface PreparedComment {
	kind: 'comment';
	item: Omit<OldComment, 'html' | 'body'>;
	document: Document;
	name: string;
	/** Addresses of the pictures in it. */
	pictures?: string[];
	/** Tells its words as they stand in the old place; null: only what is made of them tells. */
	source: string | null;
}

export interface PreparedAddress {
	kind: 'redirect';
	item: OldAddress;
}

/** A picture of the library that may stand in nothing. */
export interface PreparedPicture {
	kind: 'picture';
	id: string;
	alt: string;
}

/** A file of the library that may stand in nothing. */
export interface PreparedFile {
	kind: 'file';
	id: string;
	name: string;
}

/** What stands around articles and talk is kept as it was read. */
export type PreparedFurniture = {
	[K in Furniture['kind']]: { kind: K; item: Extract<Furniture, { kind: K }> };
}[Furniture['kind']];

/** The past is kept as it was read; pictures of former versions are still those of the old place. */
export type PreparedHistory = {
	[K in HistoryKind]: {
		kind: K;
		item: Extract<OldHistory, { kind: K }>;
		document: Document;
		pictures: string[];
		files: string[];
	};
}[HistoryKind];

/** What else belonged to the house; its documents and pictures are still those of the old place. */
export interface PreparedKeepsake {
	kind: 'keepsake';
	item: OldKeepsake;
	documents: Document[];
	pictures: string[];
	files: string[];
}

export type Prepared =
	| PreparedPerson
	| PreparedPicture
	| PreparedFile
	| PreparedWriting
	| PreparedComment
	| PreparedAddress
	| PreparedFurniture
	| PreparedHistory
	| PreparedKeepsake;

/** Something that does not come, or not whole. */
export interface Finding {
	kind: Kind | 'other';
	id: string;
	title: string;
	lost: boolean;
	note: Note;
}
