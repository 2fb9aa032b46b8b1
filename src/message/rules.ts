import { levelNow, type Known } from '#community/trust.ts';
import { objection, type Objection } from '#platform/objection.ts';

/** Longest message and title, in characters. */
export const longestMessage = 4_000;
export const longestTitle = 60;
/** Messages to somebody who has never answered: who wants to talk answers before. */
export const unanswered = 3;
/** The same words may go to so many talks a day. */
export const sameWords = 3;
/** Messages of one member in a minute: a talk is quick, a program is quicker. */
export const perMinute = 20;

/**
 * How somebody may write: members whom they begin to write to in a day, in one talk at most, how far apart talks begin, and on
 * the first day how many messages, how far apart. Numbers of Discourse for newcomers (threads, replies, pauses, links).
 */
export const brakes = [
	{ strangers: 0, people: 1, pause: 120, links: 2 },
	{ strangers: 10, people: 5, pause: 15, links: 5 },
	{ strangers: 20, people: 20, pause: 15, links: 20 },
	{ strangers: 20, people: 20, pause: 15, links: 20 },
] as const;
/** On the first day: messages, and seconds between two. */
export const firstDay = { messages: 10, seconds: 30, talks: 3 } as const;

export type Brakes = (typeof brakes)[number];

export const brakesFor = (known: Known, now: Date): Brakes => brakes[levelNow(known, now)];

/** What somebody began lately, as far as the brakes look. */
export interface Beginnings extends Known {
	/** When they last began a talk; null: never. */
	last: Date | null;
	/** Members who are not of the house whom they began to write to within a day; and talks. */
	strangers: number;
	talks: number;
}

/** Why this member may not begin to write to so many more, of whom so many do not work here; or null. */
export function objectToBeginning(
	lately: Beginnings,
	whom: { people: number; strangers: number },
	now: Date,
): Objection | null {
	const limit = brakesFor(lately, now);
	if (whom.strangers && !limit.strangers) return objection('message.not-yet', 403);
	if (whom.people > Math.max(1, limit.people)) return objection('message.too-many-people', 422, { most: limit.people });
	if (isFirstDay(lately, now) && lately.talks >= firstDay.talks)
		return objection('message.too-many-talks', 429, { most: firstDay.talks });
	if (lately.strangers + whom.strangers > limit.strangers && whom.strangers)
		return objection('message.too-many-strangers', 429, { most: limit.strangers });
	const seconds = waits(lately.last, limit.pause, now);
	return seconds ? objection('message.too-fast', 429, { seconds }) : null;
}

/** What somebody wrote lately. */
export interface Sendings extends Known {
	last: Date | null;
	minute: number;
	today: number;
	/** Other talks that got the same words within a day. */
	same: number;
	/** The same words here within ten seconds: sent twice. */
	repeated: boolean;
	/** What they wrote here, at most so many. */
	unanswered: number;
	/** Of a talk of two in which the other has never said anything. */
	stranger: boolean;
}

/** Why this member may not say this now, or null. */
export function objectToSending(lately: Sendings, links: number, now: Date): Objection | null {
	const limit = brakesFor(lately, now);
	if (lately.same >= sameWords) return objection('message.same-words', 429, { most: sameWords });
	if (lately.stranger && lately.unanswered >= unanswered)
		return objection('message.unanswered', 429, { most: unanswered });
	if (links > limit.links) return objection('message.too-many-links', 422, { most: limit.links });
	if (lately.minute >= perMinute) return objection('message.too-fast', 429, { seconds: 60 });
	if (!isFirstDay(lately, now)) return null;
	if (lately.today >= firstDay.messages) return objection('message.too-many', 429, { most: firstDay.messages });
	const seconds = waits(lately.last, firstDay.seconds, now);
	return seconds ? objection('message.too-fast', 429, { seconds }) : null;
}

const isFirstDay = ({ joined }: Known, now: Date): boolean => now.getTime() - joined.getTime() < 86_400_000;

/** Seconds still to wait; 0 when none. */
const waits = (last: Date | null, seconds: number, now: Date): number =>
	last && last <= now ? Math.max(0, Math.ceil(seconds - (now.getTime() - last.getTime()) / 1000)) : 0;

/** Addresses in a text. */
export const countLinks = (text: string): number => [...text.matchAll(/https?:\/\//gi)].length;
