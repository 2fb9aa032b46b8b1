import type { IncomingHttpHeaders } from 'node:http';
import { visitor as nobody } from '#platform/actor.ts';
import type { SiteHandle } from '#platform/context/context.ts';
import type { OpenSite } from '#platform/installation/open-site.ts';
import { notAReader, notAReading, type DropReason, type NotAReader } from '#insight/drop-reason.ts';
import { addDrop, addHit, emptyBatch, type Batch, type Segment } from '#insight/server/counting/batch.ts';
import { siteDay } from '#insight/server/counting/site-day.ts';
import { agentLength, visitorOn } from '#insight/server/counting/visitor.ts';
import { writeBatch } from '#insight/server/counting/write-batch.ts';
import { sourceOf } from '#insight/source.ts';
import { readVia, viaCookie, visitPause } from '#insight/via.ts';
import { siteZone } from '#insight/server/site-zone.ts';

/** A page view as it came in, before anybody decided whether it counts. */
export interface PageHit {
	path: string;
	/** The query of the address, for its campaign tags. */
	query?: string;
	/** What was read: `article:3`; empty for other pages. */
	reads: string;
	address: string;
	userAgent: string;
	headers: IncomingHttpHeaders;
	/** Set when the page was asked for with a session that holds. */
	member: { id: number; staff: boolean } | null;
}

/** What this process counts for one site. */
interface Counting {
	site: OpenSite;
	/** The brand's time zone; null until it is known, a moment after the first hit. */
	timeZone: string | null;
	/** Hits from before the time zone was known. */
	early: { hit: PageHit; time: number }[];
	/** How many more came then than are kept. */
	missed: number;
	batch: Batch;
	/** A batch on its way to the database. */
	leaving: Batch | null;
	writing: Promise<void> | null;
	timer: NodeJS.Timeout | null;
	/** Who read on `day`, by address and user agent. */
	readers: Map<string, Reader>;
	day: string;
	/** Families of programs told apart today. */
	families: Set<string>;
}

/** Whoever calls from one address with one user agent: a program, or a visitor. */
interface Reader {
	program: NotAReader | null;
	visitor: string;
}

const counting = new WeakMap<SiteHandle, Counting>();
const agents = new Map<string, NotAReader | null>();
const agentsKept = 4_000;
const readersKept = 10_000;
const earlyKept = 2_000;
const familiesKept = 300;
/** Pause between two flushes, in milliseconds. */
const flushEvery = 1_000;

/**
 * Counts a page view, or the reason why it is none, in memory. Never throws, never waits: a site whose counting is
 * broken still shows its pages.
 */
export function countHit(site: OpenSite, hit: PageHit): void {
	try {
		const state = countingOf(site);
		const time = site.clock().getTime();
		if (state.timeZone === null) return keepEarly(state, hit, time);
		countAt(state, state.timeZone, hit, time);
		wakeLater(state);
	} catch (error) {
		try {
			site.context({ actor: nobody, locale: 'zh-TW' }).log.error('a hit was not counted', { error });
		} catch {
			// Nothing is left to tell it to.
		}
	}
}

function countAt(state: Counting, timeZone: string, hit: PageHit, time: number): void {
	const day = newDay(state, siteDay(time, timeZone));
	const userAgent = hit.userAgent.slice(0, agentLength);
	const reason = hit.member?.staff ? 'staff' : notAReading(hit.headers);
	if (reason) return addDrop(state.batch, day, reason, '', 'page');
	const { program, visitor } = readerHere(state, day, hit.address, userAgent);
	if (program) return addDrop(state.batch, day, program.reason, familyOf(state, program.agent), 'page');
	const via = hit.headers.cookie?.includes(viaCookie) ? readVia(cookieValue(hit.headers.cookie)) : null;
	const counted = addHit(state.batch, {
		visitor,
		day,
		code: via?.code ?? null,
		fresh: via !== null && (via.followed === null || time - via.followed.getTime() < visitPause),
		time,
		thing: storable(hit.reads, 60),
		path: storable(hit.path, 300),
		member: hit.member?.id ?? null,
		source: () => sourceOf({ referrer: hit.headers.referer, userAgent, query: hit.query, host: hit.headers.host }),
	});
	if (!counted) addDrop(state.batch, day, 'overload', '', 'page');
}

const programOf = (userAgent: string): NotAReader | null => {
	let program = agents.get(userAgent);
	if (program === undefined) {
		program = notAReader(userAgent);
		if (agents.size >= agentsKept) agents.clear();
		agents.set(userAgent, program);
	}
	return program;
};

function readerHere(state: Counting, day: string, address: string, userAgent: string): Reader {
	const key = `${address}\n${userAgent}`;
	let reader = state.readers.get(key);
	if (reader === undefined) {
		const program = programOf(userAgent);
		reader = { program, visitor: program ? '' : visitorOn(state.site.handle, day, address, userAgent) };
		if (state.readers.size >= readersKept) state.readers.clear();
		state.readers.set(key, reader);
	}
	return reader;
}

function newDay(state: Counting, day: string): string {
	if (state.day !== day) {
		state.day = day;
		state.readers.clear();
		state.families.clear();
	}
	return day;
}

/** Text that PostgreSQL can store: without NUL and unpaired surrogates, at most `length` long. */
const storable = (text: string, length: number): string =>
	(text.includes('\0') ? text.replaceAll('\0', '') : text).slice(0, length).toWellFormed();

/** A family's name, or `other` when a flood of names would fill the log. */
function familyOf(state: Counting, agent: string): string {
	if (state.families.has(agent)) return agent;
	if (state.families.size >= familiesKept) return 'other';
	state.families.add(agent);
	return agent;
}

function cookieValue(header: string): string | null {
	const found = /(?:^|;\s*)via=([^;]{1,60})(?:;|$)/.exec(header);
	return found?.[1]?.trim() ?? null;
}

function countingOf(site: OpenSite): Counting {
	let state = counting.get(site.handle);
	if (!state) {
		state = {
			site,
			timeZone: null,
			early: [],
			missed: 0,
			batch: emptyBatch(),
			leaving: null,
			writing: null,
			timer: null,
			readers: new Map(),
			day: '',
			families: new Set(),
		};
		counting.set(site.handle, state);
	}
	return state;
}

function keepEarly(state: Counting, hit: PageHit, time: number): void {
	if (state.early.length < earlyKept) state.early.push({ hit, time });
	else state.missed++;
	wakeLater(state);
	if (state.early.length === 1) void learnZone(state).catch(() => undefined);
}

/** Learns the brand's time zone and counts what waited for it. */
async function learnZone(state: Counting): Promise<void> {
	takeZone(state, await siteZone(state.site.db));
}

function takeZone(state: Counting, timeZone: string): void {
	state.timeZone = timeZone;
	const early = state.early.splice(0);
	for (const { hit, time } of early) countAt(state, timeZone, hit, time);
	for (; state.missed > 0; state.missed--)
		addDrop(state.batch, siteDay(early[0]?.time ?? 0, timeZone), 'overload', '', 'page');
}

/** Tells the count the site's time zone, by somebody who has just read it; hits that waited for it are then counted. */
export function tellZone(site: SiteHandle, timeZone: string): void {
	const state = counting.get(site);
	if (state) takeZone(state, timeZone);
}

function wakeLater(state: Counting): void {
	if (state.timer) return;
	state.timer = setTimeout(() => {
		state.timer = null;
		flush(state).catch((error: unknown) => {
			state.site
				.context({ actor: nobody, locale: 'zh-TW' })
				.log.error('visits wait: they could not be written', { error });
			wakeLater(state);
		});
	}, flushEvery);
	state.timer.unref();
}

async function flush(state: Counting): Promise<void> {
	while (state.writing) await state.writing.catch(() => undefined);
	const work = async (): Promise<void> => {
		await learnZone(state);
		// What failed goes first, unchanged: views keep their order.
		for (;;) {
			state.leaving ??= state.batch;
			if (state.leaving === state.batch) state.batch = emptyBatch();
			if (!state.leaving.segments.size && !state.leaving.drops.size) break;
			await writeOrGiveUp(state, state.leaving);
			state.leaving = null;
		}
		state.leaving = null;
	};
	state.writing = work();
	try {
		await state.writing;
	} finally {
		state.writing = null;
	}
}

/** A batch that the database refuses for what is in it would be refused for ever: it is given up, and said so. */
async function writeOrGiveUp(state: Counting, batch: Batch): Promise<void> {
	try {
		await writeBatch(state.site.sql, batch);
	} catch (error) {
		if (!/^2[23]/.test(String((error as { code?: unknown }).code))) throw error;
		state.site
			.context({ actor: nobody, locale: 'zh-TW' })
			.log.error('visits given up', { error, visitors: batch.segments.size });
	}
}

/** Writes what was counted so far. Throws when the database cannot take it; it is then kept and tried again. */
export async function flushHits(site: SiteHandle): Promise<void> {
	const state = counting.get(site);
	if (state) await flush(state);
}

/** Writes the last hits and stops; to be called before a site is closed. */
export async function stopCounting(site: SiteHandle): Promise<void> {
	const state = counting.get(site);
	if (!state) return;
	if (state.timer) clearTimeout(state.timer);
	state.timer = null;
	await flush(state);
	counting.delete(site);
}

/** Page views of this visitor that this process has not written yet, in order. */
export function unwritten(site: SiteHandle, visitor: string): readonly Segment[] {
	const state = counting.get(site);
	return state ? [state.leaving, state.batch].flatMap((batch) => batch?.segments.get(visitor) ?? []) : [];
}

/** Ends the segments of a visitor who has just followed a link: what is read next belongs to the link. */
export function closeSegments(site: SiteHandle, visitor: string): void {
	for (const segment of counting.get(site)?.batch.segments.get(visitor) ?? []) segment.closed = true;
}

/** Counts a followed link that was not followed by a person. Without a running count, it waits for one. */
export function dropClick(site: SiteHandle, day: string, reason: DropReason, agent: string): boolean {
	const state = counting.get(site);
	if (!state) return false;
	addDrop(state.batch, day, reason, familyOf(state, agent), 'click');
	wakeLater(state);
	return true;
}

/** What program this user agent is; remembers the answer. */
export const programBehind = (userAgent: string): NotAReader | null => programOf(userAgent.slice(0, agentLength));
