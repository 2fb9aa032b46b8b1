/**
 * Finished pages in memory, in front of the framework.
 *
 * A page is kept as segments: bytes that everybody shares, and named slots for the parts that belong to one person. It
 * is dropped by `about`: the things it depends on. Exactness rests on one rule: a page whose things changed while it
 * was being rendered is not kept, because nobody can tell which side of the change it saw.
 */
import { createHash } from 'node:crypto';
import type { ReadyAnswers } from '#web/front/ready-answer.ts';

/** A shared piece of a page with its raw-deflate form, or the name of a slot. */
export type Segment = { bytes: Buffer; deflated: Buffer } | { slot: string };

export interface CachedPage {
	status: number;
	headers: Record<string, string>;
	/** What the page depends on: `article:3`, `thread:9`, `site`. */
	about: readonly string[];
	segments: readonly Segment[];
	/** The finished page for a visitor without a session, per encoding. */
	finished: { identity: Buffer; gzip: Buffer; br: Buffer };
	/** Strong validator of the identity form. */
	etag: string;
	/** What a hit on this page counts as, and what its slots need; opaque to the cache. */
	note: PageNote;
	size: number;
	/** The heads for visitors, made for the first of them. */
	ready?: ReadyAnswers;
}

export interface PageNote {
	/** The thing read, for counting: `article:3`. */
	reads?: string;
	/** The thread whose personal parts are laid in. */
	thread?: number;
	/** The category of which it is told how closely it is followed. */
	category?: number;
	/** And the tag. */
	tag?: string;
	/** A member's own list of threads, and its cursor. */
	list?: string;
	before?: string;
	/** The event whose sign-up is laid in. */
	event?: number;
	/** The forum's front page: what is not for everybody is laid in. */
	forum?: boolean;
	/** The member whose answers for members are laid in. */
	profile?: number;
	/** And their handle. */
	handle?: string;
	/** What that thread is for. */
	kind?: string;
	/** Threads of polls whose ballots are laid in. */
	polls?: readonly number[];
}

/** One rendering that is under way. */
export interface Fill {
	key: string;
	began: number;
	done: Promise<CachedPage | null>;
	settle(page: CachedPage | null): void;
}

export interface PageCache {
	get(key: string): CachedPage | undefined;
	/** The rendering of this key that is under way, if any. */
	pending(key: string): Fill | undefined;
	begin(key: string): Fill;
	/** Ends a rendering; keeps the page unless something it is about changed meanwhile. */
	finish(fill: Fill, page: CachedPage | null): void;
	/** Drops every page about one of these things; null drops all. */
	drop(things: readonly string[] | null): void;
	stats(): { pages: number; bytes: number; hits: number; fills: number; drops: number };
}

const recentChanges = 2_000;

/** A cache that holds at most `limit` bytes; the page unused for longest goes first. */
export function createPageCache(limit: number): PageCache {
	const pages = new Map<string, CachedPage>();
	const byThing = new Map<string, Set<string>>();
	const fills = new Map<string, Fill>();
	/** Changes in order of hearing; `first` is the number of the oldest one still remembered. */
	let changes: (readonly string[] | null)[] = [];
	let first = 0;
	let bytes = 0;
	const count = { hits: 0, fills: 0, drops: 0 };

	const remove = (key: string): void => {
		const page = pages.get(key);
		if (!page) return;
		pages.delete(key);
		bytes -= page.size;
		for (const thing of page.about) {
			const keys = byThing.get(thing);
			keys?.delete(key);
			if (keys?.size === 0) byThing.delete(thing);
		}
	};

	const changedSince = (began: number, about: readonly string[]): boolean => {
		if (began < first) return true;
		for (let index = began - first; index < changes.length; index++) {
			const things = changes[index];
			if (!things || things.some((thing) => about.includes(thing))) return true;
		}
		return false;
	};

	return {
		get(key) {
			const page = pages.get(key);
			if (!page) return undefined;
			count.hits++;
			// Least recently used order, kept cheaply: only when the page is not already young.
			if (count.hits % 64 === 0) {
				pages.delete(key);
				pages.set(key, page);
			}
			return page;
		},
		pending: (key) => fills.get(key),
		begin(key) {
			let settle: (page: CachedPage | null) => void = () => undefined;
			const done = new Promise<CachedPage | null>((resolve) => (settle = resolve));
			const fill = { key, began: first + changes.length, done, settle };
			fills.set(key, fill);
			count.fills++;
			return fill;
		},
		finish(fill, page) {
			if (fills.get(fill.key) === fill) fills.delete(fill.key);
			if (page && page.size < limit / 8 && !changedSince(fill.began, page.about)) {
				remove(fill.key);
				pages.set(fill.key, page);
				bytes += page.size;
				for (const thing of page.about) {
					const keys = byThing.get(thing) ?? new Set();
					keys.add(fill.key);
					byThing.set(thing, keys);
				}
				for (const oldest of pages.keys()) {
					if (bytes <= limit) break;
					remove(oldest);
				}
			}
			fill.settle(page);
		},
		drop(things) {
			count.drops++;
			if (fills.size === 0) {
				first += changes.length + 1;
				changes = [];
			} else {
				changes.push(things);
				if (changes.length > recentChanges) {
					first += changes.length - recentChanges;
					changes = changes.slice(-recentChanges);
				}
			}
			if (things === null) {
				pages.clear();
				byThing.clear();
				bytes = 0;
				return;
			}
			for (const thing of things) for (const key of [...(byThing.get(thing) ?? [])]) remove(key);
		},
		stats: () => ({ pages: pages.size, bytes, ...count }),
	};
}

/** A strong validator for these bytes. */
export const etagOf = (bytes: Buffer): string =>
	`"${createHash('sha1').update(bytes).digest('base64url').slice(0, 20)}"`;
