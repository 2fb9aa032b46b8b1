import type { Document } from '#platform/document/schema.ts';
import { calledIn, groupsCalledIn } from '#community/mention.ts';
import { levelNow, type Known } from '#community/trust.ts';
import { objection, type Objection } from '#platform/objection.ts';

/** What a member wrote lately, as far as the brakes look. Counts reach back one day. */
export interface Pace {
	joined: Date;
	/** Null: nothing yet. */
	last: Date | null;
	today: number;
	/** The same words within the last minute. */
	repeated: boolean;
}

/**
 * How fast and how much; the numbers that have proved themselves in Discourse. The pace is a newcomer's for a day, what may be in a text
 * is a newcomer's until they are trusted (`trust.ts`). More `links` than these wait for a person, more pictures and calls are refused.
 */
export const brakes = {
	newcomer: { seconds: 30, comments: 10, threadSeconds: 120, threads: 3, links: 2, pictures: 1, mentions: 2 },
	member: {
		seconds: 5,
		comments: Infinity,
		threadSeconds: 15,
		threads: Infinity,
		links: 5,
		pictures: 6,
		mentions: 10,
	},
	regular: {
		seconds: 5,
		comments: Infinity,
		threadSeconds: 15,
		threads: Infinity,
		links: 20,
		pictures: 6,
		mentions: 10,
	},
} as const;
export type Brakes = (typeof brakes)[keyof typeof brakes];

/**
 * To call a group is to call many at once: so many groups in one text and in a day of one member, so often a group in a day by members
 * (Discourse has none of these; its staff switch such groups off), and larger ones only by those who work here (Discourse: 100).
 */
export const groupCalls = { perText: 2, perDay: 5, ofGroup: 10, members: 100 } as const;

/** More links than this nobody's comment has. */
const mostLinks = 20;

/** Reactions of one member: nobody means more than this. */
export const reactionBrake = { perMinute: 60 } as const;

/** How long a member's pace is a newcomer's, in milliseconds. */
export const newcomerFor = 86_400_000;
/** How long the same words are refused, in milliseconds. */
export const repeatedWithin = 60_000;
/** The most comments of one author that any brake has to look at. */
export const paceDepth = 12;
/** Shortest comment, in characters without spaces; shortest and longest title, in characters. */
export const shortest = { comment: 2, title: 4 } as const;
export const longestTitle = 100;
/** What visitors may leave before joining: per address and day, and for how long it is kept, in hours. */
export const holding = { perAddress: 10, hours: 24 } as const;

/** Slow mode: the longest pause between two comments of one member, in seconds; and what is offered. */
export const slowest = 86_400;
export const slowSteps = [0, 60, 300, 900, 3_600, 86_400] as const;
/** A thread may close after so many days of silence at most. */
export const longestSilence = 3_650;
/** Comments that go into a new thread at once, with all that answers them. */
export const mostSplit = 2_000;

/** How fast somebody may be who joined then. */
export const paceFor = (joined: Date, now: Date): Brakes =>
	now.getTime() - joined.getTime() < newcomerFor ? brakes.newcomer : brakes.member;

/** What may be in the texts of somebody who is trusted so far. */
export const brakesFor = (known: Known, now: Date): Brakes =>
	[brakes.newcomer, brakes.member][levelNow(known, now)] ?? brakes.regular;

/** Why this member may not write a comment now, or null. */
export function objectToPace(pace: Pace, now: Date): Objection | null {
	if (pace.repeated) return objection('comment.repeated', 409);
	const limit = paceFor(pace.joined, now);
	if (pace.today >= limit.comments) return objection('comment.too-many', 429, { most: limit.comments });
	const seconds = waitSeconds(pace.last, limit.seconds, now);
	return seconds ? objection('comment.too-fast', 429, { seconds }) : null;
}

/** Why this member waits in a thread that is talked in slowly, or null. */
export function objectToHaste(slowSeconds: number, last: Date | null, now: Date): Objection | null {
	const seconds = slowSeconds ? waitSeconds(last, slowSeconds, now) : 0;
	return seconds ? objection('thread.slow', 429, { seconds, minutes: Math.ceil(seconds / 60) }) : null;
}

/** Why this member may not start a thread now, or null. */
export function objectToThreads(pace: Omit<Pace, 'repeated'>, now: Date): Objection | null {
	const limit = paceFor(pace.joined, now);
	if (pace.today >= limit.threads) return objection('thread.too-many', 429, { most: limit.threads });
	const seconds = waitSeconds(pace.last, limit.threadSeconds, now);
	return seconds ? objection('thread.too-fast', 429, { seconds }) : null;
}

/** Seconds still to wait; 0 when none. A time that lies ahead (an import) holds nobody up. */
function waitSeconds(last: Date | null, seconds: number, now: Date): number {
	if (!last || last > now) return 0;
	return Math.max(0, Math.ceil(seconds - (now.getTime() - last.getTime()) / 1000));
}

/** Why somebody who is trusted so far may not say this, or null. `siteHost`: links to it are free. */
export function objectToContents(document: Document, known: Known, now: Date, siteHost: string): Objection | null {
	const limit = brakesFor(known, now);
	const { links, pictures } = countContents(document, siteHost);
	// What has more than they should have waits for a person (`review.ts`); refused is what nobody should have.
	if (links > mostLinks) return objection('comment.too-many-links', 422, { most: mostLinks });
	if (calledIn(document).length + groupsCalledIn(document).length > limit.mentions)
		return objection('comment.too-many-mentions', 422, { most: limit.mentions });
	return pictures > limit.pictures ? objection('comment.too-many-pictures', 422, { most: limit.pictures }) : null;
}

/** What was called lately, as far as the brakes on calling groups look. */
export interface GroupCalls {
	/** Groups that this text calls. */
	now: number;
	/** That its author called within a day, without these. */
	today: number;
	/** The fullest of them: how often it was called within a day, and how many are in it. */
	ofGroup: number;
	members: number;
}

/** Why a member who is trusted so far may not call these groups, or null. Who is new calls none. */
export function objectToGroupCalls(calls: GroupCalls, known: Known, now: Date): Objection | null {
	if (!calls.now) return null;
	if (levelNow(known, now) === 0) return objection('group.call-too-new', 403);
	if (calls.now > groupCalls.perText) return objection('group.call-too-many', 422, { most: groupCalls.perText });
	if (calls.members > groupCalls.members) return objection('group.call-too-large', 403, { most: groupCalls.members });
	if (calls.today + calls.now > groupCalls.perDay || calls.ofGroup >= groupCalls.ofGroup)
		return objection('group.call-too-often', 429, { most: groupCalls.perDay });
	return null;
}

/** Links to other hosts, these hosts, and pictures in a document. A link that is one but has several marked pieces counts once. */
export function countContents(
	document: Document,
	siteHost: string,
): { links: number; pictures: number; hosts: string[] } {
	const count = { links: 0, pictures: 0, hosts: [] as string[] };
	let before = '';
	const walk = (node: {
		type: string;
		content?: readonly unknown[];
		marks?: readonly { type: string; attrs?: { href?: string } }[];
	}): void => {
		if (node.type === 'picture') count.pictures++;
		const href = node.marks?.find((mark) => mark.type === 'link')?.attrs?.href ?? '';
		if (href && href !== before && leadsAway(href, siteHost)) {
			count.links++;
			const { host } = new URL(href);
			if (!count.hosts.includes(host)) count.hosts.push(host);
		}
		before = href;
		for (const inner of node.content ?? []) walk(inner as Parameters<typeof walk>[0]);
	};
	walk(document as Parameters<typeof walk>[0]);
	return count;
}

function leadsAway(href: string, siteHost: string): boolean {
	if (!/^https?:/i.test(href)) return false;
	return URL.canParse(href) && new URL(href).host !== siteHost;
}
