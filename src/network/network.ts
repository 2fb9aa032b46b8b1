import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';

/**
 * What a network gave us when the account was connected: its tokens and ids, as text. It is stored sealed, and it never
 * carries an address: where a network is called is a setting of the installation and nothing else.
 */
export type Connection = Readonly<Record<string, string>>;

/** How long a text may be, and what counts as one. */
export interface TextLimit {
	most: number;
	/** `grapheme`: what a reader sees as one sign. `character`: a code point. `unit`: a UTF-16 code unit. */
	counted: 'grapheme' | 'character' | 'unit';
	/** What every web address counts, however long it is; absent: as it is written. */
	address?: number;
}

/** What a network can take. */
export interface Limits {
	post: TextLimit;
	comment: TextLimit;
}

/** Something that now stands on the network. */
export interface Published {
	/** The network's own id. */
	id: string;
	/** Where a person reads it; null when the network did not say. A missing address never makes a post fail. */
	url: string | null;
}

/** What to publish. The link is already part of the text where the network wants it there. */
export interface Outgoing {
	text: string;
	link: string | null;
}

/** What became of a call whose answer never came. `cannot-tell`: this network has no way to know. */
export type Found = Published | 'absent' | 'cannot-tell';

/** A comment under one of our posts, as the network tells it. */
export interface NetworkComment extends Published {
	/** Id of the comment that it answers; null when it answers the post. */
	parent: string | null;
	author: { name: string; url: string | null };
	text: string;
	posted: Date;
	/** True when our own account wrote it: it must never come home as somebody else's word. */
	own: boolean;
}

/** Numbers of one post as the network counts them; null where it does not. */
export interface Reach {
	/** Different people who saw it. */
	reached: number | null;
	views: number | null;
	likes: number | null;
	comments: number | null;
}

/** An account that a network has just given us. */
export interface ConnectedAccount {
	id: string;
	name: string;
	url: string | null;
	connection: Connection;
}

/**
 * One network, as all of the product sees it. Every call that reaches out ends within a time limit and throws a
 * NetworkProblem for whatever the network refused; nothing else is expected to be thrown.
 */
export interface Network {
	/** Stable, lower case; it is stored with accounts, posts and comments. */
	name: string;
	/** What people call it. */
	title(locale: Locale): string;
	limits: Limits;
	/**
	 * True when the network itself makes one post of two calls with the same key, at any later time: then an unanswered
	 * call may be made again. False: it may not, and only a person can decide.
	 */
	keyed: boolean;
	/** A network that ships with the product is connected without an account elsewhere; others have no `connect`. */
	connect?(ctx: Ctx, page: { name: string; key: string }): Promise<ConnectedAccount>;
	/** Whether the connection still holds. Throws what every other call would. */
	check(ctx: Ctx, connection: Connection): Promise<{ name: string; followers: number | null }>;
	/** Creates a post. `key` is chosen by us and the same for every attempt at the same post. */
	publish(ctx: Ctx, connection: Connection, post: Outgoing, key: string): Promise<Published>;
	/** Looks for a post whose creation was never answered. `since` is when the attempt began. */
	findPublished(ctx: Ctx, connection: Connection, post: Outgoing, key: string, since: Date): Promise<Found>;
	/** One page of the comments under a post, oldest first; `next` is null on the last. */
	collectComments(
		ctx: Ctx,
		connection: Connection,
		post: string,
		cursor: string | null,
	): Promise<{ comments: NetworkComment[]; next: string | null }>;
	/** Answers a comment, or the post itself when `comment` is null. */
	reply(ctx: Ctx, connection: Connection, target: ReplyTarget, text: string, key: string): Promise<Published>;
	/** Looks for an answer whose creation was never answered. */
	findReply(
		ctx: Ctx,
		connection: Connection,
		target: ReplyTarget,
		text: string,
		key: string,
		since: Date,
	): Promise<Found>;
	readReach(ctx: Ctx, connection: Connection, post: string): Promise<Reach>;
}

export interface ReplyTarget {
	post: string;
	comment: string | null;
}
