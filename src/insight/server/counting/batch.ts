import type { DropReason } from '#insight/drop-reason.ts';
import type { Source } from '#insight/source.ts';
import { visitPause } from '#insight/via.ts';

/** Page views of one visitor that came together and belong to one visit, whichever the database says it is. */
export interface Segment {
	visitor: string;
	day: string;
	/** The tracked link that the browser remembers, and whether it was followed within the pause of a visit. */
	code: string | null;
	fresh: boolean;
	/** Milliseconds since 1970. */
	first: number;
	last: number;
	pages: number;
	entryThing: string;
	entryPath: string;
	source: Source;
	member: number | null;
	/** Views by thing. */
	readings: Map<string, number>;
	/** No later view may join it: a link was followed since. */
	closed: boolean;
}

/** What is counted in memory until the next second. */
export interface Batch {
	/** By visitor, in order of time. */
	segments: Map<string, Segment[]>;
	/** Segments and readings together: what the memory is measured by. */
	size: number;
	/** Hits not counted, by `day|reason|agent|what`. */
	drops: Map<string, number>;
}

/** One page view, ready to be counted. */
export interface CountedHit {
	visitor: string;
	day: string;
	code: string | null;
	fresh: boolean;
	time: number;
	thing: string;
	path: string;
	member: number | null;
	/** Asked only when the view may begin a visit. */
	source: () => Source;
}

/** More than this many segments and readings are not kept: about 30 MB. */
export const batchLimit = 60_000;
/** A visitor (many people behind one address, at worst) has at most this many segments in one batch. */
const segmentsEach = 8;
const dropLimit = 2_000;

export const emptyBatch = (): Batch => ({ segments: new Map(), size: 0, drops: new Map() });

/** Adds a page view. False when the batch is full and the view would need more memory. */
export function addHit(batch: Batch, hit: CountedHit): boolean {
	const own = batch.segments.get(hit.visitor);
	const segment = own && findSegment(own, hit);
	if (segment) {
		const views = hit.thing ? segment.readings.get(hit.thing) : 0;
		if (views === undefined && batch.size >= batchLimit) return false;
		if (views === undefined) batch.size++;
		if (hit.thing) segment.readings.set(hit.thing, (views ?? 0) + 1);
		segment.last = Math.max(segment.last, hit.time);
		segment.pages++;
		segment.member ??= hit.member;
		return true;
	}
	if (batch.size >= batchLimit) return false;
	const opened: Segment = {
		visitor: hit.visitor,
		day: hit.day,
		code: hit.code,
		fresh: hit.fresh,
		first: hit.time,
		last: hit.time,
		pages: 1,
		entryThing: hit.thing,
		entryPath: hit.path,
		source: hit.source(),
		member: hit.member,
		readings: hit.thing ? new Map([[hit.thing, 1]]) : new Map(),
		closed: false,
	};
	if (own) own.push(opened);
	else batch.segments.set(hit.visitor, [opened]);
	batch.size += hit.thing ? 2 : 1;
	return true;
}

function findSegment(own: Segment[], hit: CountedHit): Segment | undefined {
	const latest = own[own.length - 1];
	if (!latest) return undefined;
	if (
		!latest.closed &&
		latest.code === hit.code &&
		(latest.fresh || !hit.fresh) &&
		hit.time - latest.last <= visitPause
	)
		return latest;
	// So many turns in one second come from many people behind one address: their visits are shared out roughly.
	return own.length >= segmentsEach ? (own.findLast((segment) => segment.code === hit.code) ?? latest) : undefined;
}

/** Counts a hit that is not a reading. */
export function addDrop(batch: Batch, day: string, reason: DropReason, agent: string, what: 'page' | 'click'): void {
	const key = `${day}|${reason}|${agent}|${what}`;
	const known = batch.drops.get(key);
	const kept = known === undefined && batch.drops.size >= dropLimit ? `${day}|${reason}|other|${what}` : key;
	batch.drops.set(kept, (batch.drops.get(kept) ?? 0) + 1);
}
