import type { IdeaStatus, ThreadKind } from '#community/kind.ts';
import type { Disclosure, Stars } from '#community/stars.ts';

/**
 * A point in time relative to the day the sample is loaded: whole days (0 = that day, negative = before it), then hour
 * and minute on the site's own clock. Nothing that has happened lies on day 0, so nothing is ever in the future.
 */
export type Moment = readonly [day: number, hour: number, minute: number];

/** How somebody found the site: without a trace, or by the link of a network post or of a pasted, printed or sent link. */
export type Arrival = 'direct' | 'search' | 'line' | `post:${string}` | `link:${string}`;

/** The brand itself, as set-up would ask for it. */
export interface SampleBrand {
	name: string;
	nameEnglish: string;
	tagline: string;
	/** `#rrggbb`, lower case. */
	colour: string;
	language: 'zh-TW';
	timeZone: string;
	layout: 'journal' | 'shop-window' | 'plaza';
	facebookPage: string;
	/** A whole SVG document without scripts, styles, links or fonts. */
	logo: string;
	about: { slug: string; title: string; markdown: string };
}

/** Somebody with an account. */
export interface SampleMember {
	key: string;
	name: string;
	email: string;
	joined: Moment;
	via: Arrival;
	role: 'owner' | 'editor' | 'member';
	bio?: string;
}

/** Something that can be ordered. Price in whole New Taiwan dollars. */
export interface SampleProduct {
	key: string;
	name: string;
	price: number;
	text: string;
	/** Key of a picture. */
	picture?: string;
}

/** A drawing of 1200 × 800 as an SVG document. */
export interface SamplePicture {
	key: string;
	alt: string;
	caption: string;
	svg: string;
}

/** An article; in its Markdown `![alt](picture:KEY)` stands for a picture of this sample. */
export interface SampleArticle {
	key: string;
	slug: string;
	title: string;
	excerpt: string;
	language: 'zh-TW' | 'en';
	tags: readonly string[];
	/** Key of a member who works here. */
	author: string;
	/** `scheduled` lies ahead of day 0; `draft` has no publication, `at` is when it was last edited. */
	state: 'published' | 'scheduled' | 'draft';
	at: Moment;
	/** Key of the picture on top. */
	cover?: string;
	markdown: string;
}

/** Articles that are read one after another. */
export interface SampleSeries {
	key: string;
	title: string;
	text: string;
	/** Keys of published articles, in order. */
	articles: readonly string[];
}

/** What the house invited to. */
export interface SampleEvent {
	key: string;
	title: string;
	slug: string;
	excerpt: string;
	markdown: string;
	place: string;
	address: string;
	map: string;
	/** Key of a picture. */
	picture: string;
	published: Moment;
	begins: Moment;
	ends: Moment;
	capacity: number;
	/** Keys of members in the order in which they signed up, with what they said. */
	guests: readonly { by: string; note?: string; came?: true }[];
	/** Who came along without having signed up. */
	walkIns: readonly string[];
}

/** A category of the forum. */
export interface SampleCategory {
	key: string;
	slug: string;
	name: string;
	text: string;
	/** Whether only staff open threads here. */
	staffOnly: boolean;
	/** Kinds of threads that it offers, the usual one first; absent: all. */
	kinds?: readonly ThreadKind[];
}

/** One comment; plain text, a blank line makes a paragraph. `to` is the `key` of an earlier comment of the same thread. */
export interface SampleComment {
	key?: string;
	by: string;
	at: Moment;
	text: string;
	to?: string;
	/** Under a product: what it gives, and what its author got for it; absent: nothing. */
	stars?: Stars;
	disclosed?: Disclosure;
}

/** The conversation under an article: it has no opening of its own. */
export interface SampleArticleThread {
	article: string;
	comments: readonly SampleComment[];
}

/** What was said under a product. */
export interface SampleProductThread {
	product: string;
	comments: readonly SampleComment[];
}

/** A thread of the forum: the opening, then the replies. */
export interface SampleForumThread {
	key: string;
	category: string;
	title: string;
	by: string;
	at: Moment;
	text: string;
	/** What the house says it is about. */
	tags?: readonly string[];
	/** Keys: `pinned` stays on top, `solved` carries the key of the reply that answered the question. */
	pinned?: true;
	solved?: string;
	/** What it is for; absent: what its category usually is for. */
	kind?: ThreadKind;
	/** Of an idea: who wants it too, and what the house said. */
	wantedBy?: readonly string[];
	decided?: { by: string; at: Moment; status: IdeaStatus; text: string };
	/** Of a poll: what can be chosen, and who chose which (by place). */
	choices?: readonly string[];
	ballots?: Readonly<Record<string, readonly number[]>>;
	/** Who reacted to the opening, by sign. */
	reactions?: Readonly<Record<string, readonly string[]>>;
	comments: readonly SampleComment[];
}

/** Either kind of thread. */
export type SampleThread = SampleArticleThread | SampleForumThread;

/** A follower's comment under a post on the network; `answer` is what staff wrote back. */
export interface SampleNetworkComment {
	key: string;
	name: string;
	at: Moment;
	text: string;
	answer?: { by: string; at: Moment; text: string };
}

/** A post on the practice network. Counts per day are `[day, count]`, ascending. */
export interface SamplePost {
	key: string;
	article: string;
	by: string;
	at: Moment;
	/** Without the link, which is added when it is sent. */
	text: string;
	picture?: string;
	likes: number;
	/** People who saw it for the first time on that day. */
	reach: readonly (readonly [day: number, people: number])[];
	/** People who came to the article by the post's link on that day. */
	visits: readonly (readonly [day: number, people: number])[];
	comments: readonly SampleNetworkComment[];
}

/** A post that is written and waits for its time. */
export interface SamplePlan {
	key: string;
	article: string;
	due: Moment;
	text: string;
	hashtags: readonly string[];
	labels: readonly string[];
}

/** A tracked link that was not made by a post: pasted, printed or sent by hand. */
export interface SampleLink {
	key: string;
	label: string;
	channel: 'facebook' | 'line' | 'qr' | 'e-mail';
	/** Of a printed code: where it hangs, and what it says. */
	printed?: { place: 'shop' | 'table' | 'package' | 'event'; words: string };
	/** Null leads to the home page. */
	article: string | null;
	made: Moment;
}

/** Who bought: a member, or somebody the site does not know. */
export type SampleBuyer = { member: string } | { name: string; email: string };

/** One order of the web shop, in whole New Taiwan dollars. */
export interface SampleOrder {
	/** The shop's own number. */
	id: string;
	at: Moment;
	buyer: SampleBuyer;
	/** Key of a product, pieces, price of one piece. */
	lines: readonly (readonly [product: string, pieces: number, price: number])[];
	shipping: number;
	/** Lines and shipping together. */
	total: number;
	state: 'paid' | 'refunded' | 'cancelled';
	/** When it was refunded or cancelled. */
	ended?: Moment;
}

/**
 * Visits of one page from one source: `daily[0]` is the count on `from`, then one number per day. `robot` and `staff`
 * are hits that must be dropped, with `agent` naming the robot's user agent.
 */
export interface SampleVisits {
	/** Null is the home page. */
	article: string | null;
	source: Arrival;
	kind: 'person' | 'robot' | 'staff';
	agent?: string;
	from: number;
	daily: readonly number[];
}
