import { setImmediate } from 'node:timers/promises';
import { cleanText } from '#platform/document/clean-text.ts';
import { Problem } from '#platform/problem.ts';
import { cut } from '#transfer/cut.ts';
import { historyKinds } from '#transfer/export-history.ts';
import { talkKinds } from '#transfer/export-talk.ts';
import { keepsakeCalled, keepsakePlace } from '#transfer/known-keepsakes.ts';
import type { Item } from '#transfer/item.ts';
import { countOne, type Counts } from '#transfer/report.ts';
import type { Reading, ReadingOptions } from '#transfer/source.ts';
import { passKnown, type AskDigests, type Seen } from '#transfer/server/import/pass-known.ts';
import { prepareItem } from '#transfer/server/import/prepare-item.ts';
import type { Finding, Prepared } from '#transfer/server/import/prepared.ts';

/** Items that are kept together, and the pictures they need: address to description. */
export interface Gathered {
	items: Prepared[];
	findings: Finding[];
	pictures: Map<string, string>;
	/** Files that they offer: address to name. */
	files: Map<string, string>;
	/** What was here already and is made into nothing again. */
	passed: Counts;
	/** How far the reading was when it was handed over; it may be further by the time that this is kept. */
	progress: { position: number; total: number | null };
}

/**
 * A batch is a transaction for each of its parts: large enough to share the wait for the disk, small enough to be stopped and to fit. What
 * was said and how it was liked is the most of every forum and the least work of all that comes; anything else weighs as much as some of it.
 */
const most = { comments: 2_000, writings: 40, pictures: 12, characters: 4_000_000 };
/** Items made ready without a pause: a few milliseconds. Whatever the database answers meanwhile waits for its end. */
const atOnce = 20;
const light = new Set<Item['kind']>(['comment', 'reaction', 'vote', 'ballot']);
const weightOf = (kind: Item['kind']): number => (light.has(kind) ? 1 : 5);

/** Reads items, passes by what is known, makes the others ready, and hands them over in batches. */
export async function* gather(reading: Reading, options: ReadingOptions, ask: AskDigests): AsyncGenerator<Gathered> {
	let filling = begin();
	let phase = 0;
	let turns = 0;
	let broken: Problem | null = null;
	const handOver = (): Gathered => {
		const { batch } = filling;
		filling = begin();
		return { ...batch, progress: reading.progress() };
	};
	try {
		for await (const some of passKnown(reading.items(), options, ask))
			for (const one of some) {
				const { item } = one;
				if (phaseOf(item) > phase) {
					phase = phaseOf(item);
					yield handOver();
				}
				if (one.same) passBy(filling, item);
				else take(filling, one, reading, options);
				if (isFull(filling)) yield handOver();
				// The people at the pages come first.
				if (++turns % atOnce === 0) await setImmediate();
			}
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		broken = error;
	}
	// What came before the place where the source breaks is kept.
	yield handOver();
	if (broken) throw broken;
}

/** A batch on its way to being full. */
interface Filling {
	batch: Omit<Gathered, 'progress'>;
	weight: number;
	writings: number;
	characters: number;
}

const begin = (): Filling => ({
	batch: { items: [], findings: [], pictures: new Map(), files: new Map(), passed: {} },
	weight: 0,
	writings: 0,
	characters: 0,
});

const isFull = ({ batch, weight, writings, characters }: Filling): boolean =>
	weight >= most.comments ||
	writings >= most.writings ||
	batch.pictures.size + batch.files.size >= most.pictures ||
	characters >= most.characters;

/** What is the same costs nothing but its turn, so that a run can be watched and stopped. */
function passBy(filling: Filling, item: Item): void {
	filling.weight += 0.1;
	countOne(filling.batch.passed, item.kind, 'same');
	for (const note of item.notes ?? [])
		filling.batch.findings.push({ kind: item.kind as 'comment', id: item.id, title: '', lost: false, note });
}

function take(filling: Filling, { item, source }: Seen, reading: Reading, options: ReadingOptions): void {
	const { batch } = filling;
	filling.weight += weightOf(item.kind);
	filling.characters += 'html' in item && item.html ? item.html.length : 100;
	const { prepared, findings } = prepareItem(item, reading, options, source);
	batch.findings.push(...findings);
	if (!prepared) return;
	const show = (address: string, words = ''): void =>
		void batch.pictures.set(address, batch.pictures.get(address) || words);
	const offer = (address: string): void => void batch.files.set(address, batch.files.get(address) ?? '');
	if (prepared.kind === 'picture') {
		if (options.pictures === undefined || options.pictures === 'all') show(prepared.id, prepared.alt);
		return;
	}
	if (prepared.kind === 'file') {
		if (options.pictures !== 'none') batch.files.set(prepared.id, prepared.name);
		return;
	}
	batch.items.push(prepared);
	if (prepared.kind === 'article' || prepared.kind === 'page' || prepared.kind === 'revision') filling.writings++;
	if (prepared.kind === 'frame' && prepared.item.logo) show(prepared.item.logo);
	if ('files' in prepared) for (const address of prepared.files) offer(address);
	if ('pictures' in prepared) for (const address of prepared.pictures ?? []) show(address, wordsOf(prepared, address));
}

/** In a house of our own kind, conversations and former versions need what they hang under, comments their conversation, posts their link, votes and menus everything. */
function phaseOf(item: Item): number {
	// Each list of what else there is may name the one before.
	if (item.kind === 'keepsake') return keepsakeCalled(item.name)?.early ? 0 : 4 + keepsakePlace(item.name);
	if (item.kind === 'menu' || item.kind === 'frame' || (talkKinds as readonly string[]).includes(item.kind)) return 3;
	if (item.kind === 'comment') return item.place ? 2 : 0;
	if (item.kind === 'post') return 2;
	// Texts name products.
	if (item.kind === 'product') return 0;
	return item.kind === 'thread' || historyKinds.includes(item.kind) ? 1 : 0;
}

/** What an article itself says of a picture. */
function wordsOf(writing: Prepared, address: string): string {
	if (writing.kind !== 'article' && writing.kind !== 'page') return '';
	if (address === writing.item.cover && writing.item.coverAlt) return cut(cleanText(writing.item.coverAlt), 500);
	const found = writing.document.content.find((block) => block.type === 'picture' && block.attrs.src === address);
	return found?.type === 'picture' ? found.attrs.alt : '';
}
