import type { Found, Kind } from '#search/entry.ts';
import { excerpt, placesOf } from '#search/excerpt.ts';

/** A thing that the asker may see and that has the words. */
export interface Seen {
	kind: Kind;
	thing: number;
	titled: boolean;
	title: string;
	text: string;
	path: string;
	time: Date | null;
	locale: string | null;
	author: string | null;
	/** The thread it stands in. */
	thread: number | null;
	/** How far its author is trusted here: 0 to 3. */
	trust: number;
	/** It answers its thread, or is a thread that was answered. */
	solves: boolean;
}

/** What of a thread is shown for all of it. */
export interface Ranked {
	one: Seen;
	/** Where the words stand in the text, as far as it was looked at. */
	places: Place[];
	/** How many more of the same thread were found. */
	more: number;
}
type Place = [from: number, to: number];

/** Days in which what was written loses half of what newness adds. */
const halfLife = 180;
const day = 86_400_000;

/** Characters of a text that are looked at to put it in order. */
export const weighed = 3_000;

/**
 * Puts what was found in order: the words in the title count most, then how often they stand in the text and whether as
 * words of their own (和服 inside 客服和服务 is none), then newness, whether it is an answer, and how far its author is trusted. Of a thread one result stands for all.
 */
export function rankFound(seen: readonly Seen[], terms: readonly string[], now: Date): Ranked[] {
	const scored = seen
		.map((one) => {
			const places = placesOf(one.text.slice(0, weighed), terms);
			return { one, places, score: scoreOf(one, places, terms, now) };
		})
		.sort((a, b) => b.score - a.score || (b.one.time?.getTime() ?? 0) - (a.one.time?.getTime() ?? 0));
	const first: Ranked[] = [];
	const ofThread = new Map<number, Ranked>();
	for (const { one, places } of scored) {
		const known = one.thread === null ? undefined : ofThread.get(one.thread);
		if (known) {
			known.more++;
			continue;
		}
		const result = { one, places, more: 0 };
		if (one.thread !== null) ofThread.set(one.thread, result);
		first.push(result);
	}
	return first;
}

/** As the page shows it. */
export const asFound = ({ one: { kind, title, path, time, locale, author, text }, places, more }: Ranked): Found => ({
	kind,
	title,
	path,
	time,
	locale,
	author,
	pieces: excerpt(text, places),
	more,
});

function scoreOf(
	{ titled, title, text, time, trust, solves }: Seen,
	places: readonly Place[],
	terms: readonly string[],
	now: Date,
): number {
	const age = time ? Math.max(0, now.getTime() - time.getTime()) / day : halfLife;
	const newness = 2 ** (-age / halfLife);
	const exact = titled && terms.length === 1 && placesOf(title, terms)[0]?.[1] === title.length ? 1 : 0;
	return (
		(titled ? 6 : 0) +
		exact +
		Math.log2(1 + places.length) * alignment(text, places) +
		2 * newness +
		(solves ? 1 : 0) +
		trust / 4
	);
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
/** Characters around a place in which words are told apart, and places that are looked at. */
const [around, looked] = [8, 2];

/** 1: the first places found begin and end where words do; less where they cut through words. */
function alignment(text: string, places: readonly Place[]): number {
	const first = places.slice(0, looked);
	if (!first.length) return 1;
	const aligned = first.filter(([from, to]) => {
		const begin = Math.max(0, from - around);
		const nearby = text.slice(begin, to + around);
		// Asked for two borders; all words of it as objects would be most of the work of a search.
		const words = segmenter.segment(nearby);
		const borders = (place: number): boolean => place >= nearby.length || words.containing(place)?.index === place;
		return borders(from - begin) && borders(to - begin);
	}).length;
	return 0.4 + 0.6 * (aligned / first.length);
}
