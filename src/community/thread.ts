import type { Locale } from '#platform/language/locale.ts';
import type { IdeaState, ShownPoll, ThreadKind } from '#community/kind.ts';
import type { ShownPreview } from '#community/preview.ts';
import type { ReactionCount } from '#community/reaction.ts';
import type { GivenStars, StarCounts, Stars } from '#community/stars.ts';

/** Where a thread can stand at the top. */
export const pinPlaces = ['category', 'everywhere'] as const;
export type PinPlace = (typeof pinPlaces)[number];

/** What was done to a thread as a whole, told behind a comment of it. */
export interface ThreadNote {
	kind: 'split-off' | 'split-from' | 'merged';
	/** It stands behind this comment, or what was before it. */
	after: number;
	/** How many comments went or came. */
	comments: number;
	noted: Date;
	/** The other thread as this reader may see it; without a path where there is nothing to read. */
	other: { title: string; path: string | null };
}

/** A thread as lists show it. */
export interface ThreadCard {
	id: number;
	/** Where it is read: on its own page, or under its subject. */
	path: string;
	title: string;
	kind: ThreadKind;
	/** The comment that answers it and can be read: a question is solved by it, an idea was replied to. */
	answer: number | null;
	/** Of an idea; null otherwise. */
	idea: IdeaState | null;
	/** Of a thread that asks for reviews: how many gave one star, two, … five; null otherwise. */
	stars: StarCounts | null;
	/** What it is about, in the order in which that was said; of a thread under something nothing. */
	tags: readonly string[];
	/** What it hangs under (`article:3`); null in the forum. */
	subject: string | null;
	category: { id: number; slug: string; name: string } | null;
	/** The language that is spoken there; null: any, or under something. */
	locale: Locale | null;
	author: { id: number; name: string; handle: string } | null;
	/** Somebody began it who did not want to be named. */
	nameless: boolean;
	opened: Date;
	closed: Date | null;
	/** At the top of its category, or of everything. */
	pinned: PinPlace | null;
	/** Comments that everybody can read, a forum thread's opening included. */
	comment_count: number;
	/** What answers the opening or, without one, stands under the subject. */
	replies: number;
	last_commented: Date | null;
}

/** The `lang` of what is said in a thread, on a page in this language; undefined where it is that one. */
export const langOf = ({ locale }: Pick<ThreadCard, 'locale'>, page: Locale): Locale | undefined =>
	locale && locale !== page ? locale : undefined;

/** A comment as its thread's page shows it. */
export interface ShownComment {
	id: number;
	/** What it answers; null on the first level. */
	parent: number | null;
	/** Safe HTML; empty unless the state is `shown` (or the reader is a moderator). */
	html: string;
	posted: Date;
	edited: Date | null;
	/** `hidden` and `deleted` are marked places: something stands below them. */
	state: 'shown' | 'hidden' | 'deleted';
	author: { name: string; handle: string; staff: boolean; portrait: string | null } | null;
	/** Its author did not want to be named. */
	nameless: boolean;
	/** What its author gives; null: none. */
	given: GivenStars | null;
	/** Where it was said, when not here. `network` is the network's name in the code. */
	origin: { network: string; author: string; url: string | null } | null;
	/** Whom it answers, when that is a reply too. */
	answers: string | null;
	/** Everybody who may comment changes it. */
	shared: boolean;
	/** In the order in which they are offered; those that nobody said are left out. */
	reactions: ReactionCount[];
	/** What the page says that it links to first; null: nothing that is shown. */
	preview: ShownPreview | null;
	replies: ShownComment[];
	/** True when there are more replies than are shown. */
	more: boolean;
}

/** Where else in a thread one can go from a page of it. */
export interface ThreadPlaces {
	/** Cursor of the page before; 0: that is the first one; null: there is none. */
	previous: number | null;
	/** Of a long thread: places along it, oldest first, each with when the first comment there was written. */
	along: { after: number; posted: Date }[];
}

/** A page of a thread. */
export interface ThreadPage {
	thread: ThreadCard & {
		/** False when nobody but moderators may write. */
		writable: boolean;
		hidden: Date | null;
		/** What members may react with, in order. */
		signs: string[];
		/** Seconds between two comments of one member; 0: none. */
		slowSeconds: number;
		/** The newest comment that everybody can read; 0: none. */
		newest: number;
	};
	comments: ShownComment[];
	/** What was done to the thread, told on this page of it. */
	notes: ThreadNote[];
	/** The comment that answers the thread, wherever in it that stands; on its first page only. Without its replies. */
	answer: ShownComment | null;
	/** Of a poll, on its first page. */
	poll: ShownPoll | null;
	/** Only comments that give so many stars are shown; null: all. */
	only: Stars | null;
	/** Comments in the whole thread. */
	total: number;
	/** Cursor of the next page (`after`), or null. */
	next: number | null;
	/** Where else one can go; nowhere where one comment's replies are read. */
	places: ThreadPlaces;
	/** False on later pages, and where one comment's replies are read. */
	first: boolean;
	/** The comment whose replies are read (`branch`); null where the thread is. */
	branch: number | null;
	/** What a new comment would answer, and who wrote that. */
	replying: { id: number; name: string } | null;
}

/** Names among the things that pages and facts are about. */
export const threadThing = (id: number): string => `thread:${id}`;
export const categoryThing = (id: number): string => `category:${id}`;

/** What of a category other pages show: its name and address. It is told of when that changes, not when something is said. */
export const categoryFace = (id: number): string => `category-face:${id}`;

/** Where a category is read. */
export const categoryPath = (slug: string): string => `/community/${encodeURIComponent(slug)}`;

/** Where one's own comment, or one that a moderator looks at, is worked on. */
export const commentWorkPath = (id: number): string => `/community/comment/${id}`;

/** Leads to where a comment stands, on whichever page of whichever thread. */
export const commentPlacePath = (id: number): string => `${commentWorkPath(id)}/place`;

/** The feed of a thread's comments, without its ending. */
export const threadFeedPath = (thread: number): string => `/community/thread/${thread}/feed`;

/** Where the small steps of taking part are sent: a vote, a ballot, the comment that helped. */
export const takePartPath = (thread: number): string => `/community/thread/${thread}/part`;

/** Where a moderator chooses what goes into a thread of its own. */
export const splitPath = (thread: number): string => `/community/thread/${thread}/split`;

/** The thread that somebody means: its number, or an address that has it; null when there is none in it. */
export function threadMeant(text: string): number | null {
	// A comment has a number, too, and is no thread.
	const found = /^\s*(\d{1,15})\s*$|\/community\/(?!(?:comment|elsewhere)\/)[^/\s]+\/(\d{1,15})(?:[-/?#\s]|$)/.exec(
		text,
	);
	return found ? Number(found[1] ?? found[2]) : null;
}

/** Longest slug of a thread, in characters. */
const longestSlug = 60;

/** The readable end of a thread's address: letters and digits of every script; `thread` when nothing is left. */
export function threadSlug(title: string): string {
	const words = title
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
		.replace(/^-+|-+$/g, '');
	return [...words].slice(0, longestSlug).join('').replace(/-+$/, '') || 'thread';
}

/** Where a thread of the forum is read. */
export const threadPath = (category: string, id: number, slug: string): string =>
	`${categoryPath(category)}/${id}-${encodeURIComponent(slug)}`;
