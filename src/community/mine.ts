import type { ThreadLevel } from '#community/following.ts';

/** One of a member's own comments, as the personal part of a thread's page lists it. */
export interface OwnComment {
	id: number;
	/** The beginning of its words. */
	text: string;
	/** Not to be seen by others: taken away, or waiting for a person. */
	state: 'shown' | 'hidden' | 'held';
}

/** What a member has begun to say in a thread; `saved` in milliseconds. Of a review, how many stars it is to give, and what was got for it. */
export interface Draft {
	text: string;
	parent: number | null;
	quote: string;
	stars: number | null;
	disclosed: string | null;
	saved: number;
}

/** What of a thread's page belongs to one member. */
export interface Mine {
	/** Own comments, newest first. */
	own: readonly OwnComment[];
	/** True for whoever began the thread. */
	author: boolean;
	/** The idea has this member's vote. */
	voted: boolean;
	/** Of an idea. */
	votes: number;
	status: string | null;
	closed: boolean;
	/** This member's reactions in the thread: `12 👍`. */
	reacted: readonly string[];
	/** The category lets them speak without their name. */
	anonymous: boolean;
	/** It asks for reviews. */
	review: boolean;
	/** Their own comment that gives stars here. */
	rated: { id: number; stars: number } | null;
	/** It does not let them speak. */
	quiet: boolean;
	/** Handles of those whom this member does not want to hear. */
	blocked: readonly string[];
	/** Whom on networks they do not want to hear: `fediverse:mei@far.example`. */
	unheard: readonly string[];
	/** How closely they follow it; null: as its category. */
	level: ThreadLevel | null;
	/** The newest comment that they have seen; null while something is unread, so that looking at the page is noted. */
	seen: number | null;
	/** What they have begun to say here. */
	draft: Draft | null;
}

/** Of whoever has nothing here. */
export const nothingMine: Mine = {
	own: [],
	author: false,
	voted: false,
	votes: 0,
	status: null,
	closed: false,
	reacted: [],
	anonymous: false,
	review: false,
	rated: null,
	quiet: false,
	blocked: [],
	unheard: [],
	level: null,
	seen: null,
	draft: null,
};
