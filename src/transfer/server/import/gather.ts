import { setImmediate } from 'node:timers/promises';
import { cleanText } from '#platform/document/clean-text.ts';
import { Problem } from '#platform/problem.ts';
import { cut } from '#transfer/cut.ts';
import { historyKinds } from '#transfer/export-history.ts';
import { talkKinds } from '#transfer/export-talk.ts';
import { keepsakeCalled, keepsakePlace } from '#transfer/known-keepsakes.ts';
import type { Item } from '#transfer/item.ts';
import type { Reading, ReadingOptions } from '#transfer/source.ts';
import { prepareItem } from '#transfer/server/import/prepare-item.ts';
import type { Finding, Prepared } from '#transfer/server/import/prepared.ts';

/** Items that are kept together, and the pictures they need: address to description. */
export interface Gathered {
	items: Prepared[];
	findings: Finding[];
	pictures: Map<string, string>;
	/** Files that they offer: address to name. */
	files: Map<string, string>;
	/** How far the reading was when it was handed over; it may be further by the time that this is kept. */
	progress: { position: number; total: number | null };
}

/**
 * A batch is a transaction for each of its parts: large enough to share the wait for the disk, small enough to be stopped and to fit. What
 * was said is the most of every forum and the least work of all that comes; anything else weighs as much as some of it.
 */
const most = { comments: 2_000, writings: 40, pictures: 12, characters: 4_000_000 };
const weightOf = (kind: Item['kind']): number => (kind === 'comment' ? 1 : 5);

/** Reads items, makes them ready, and hands them over in batches. */
export async function* gather(reading: Reading, options: ReadingOptions): AsyncGenerator<Gathered> {
	let batch = empty();
	let [weight, writings, characters] = [0, 0, 0];
	let broken: Problem | null = null;
	let phase = 0;
	const handOver = (ready: Begun): Gathered => ({ ...ready, progress: reading.progress() });
	const items = reading.items()[Symbol.asyncIterator]();
	for (;;) {
		const next = await items.next().catch((error: unknown) => {
			if (!(error instanceof Problem)) throw error;
			broken = error;
			return null;
		});
		if (!next || next.done) break;
		const item = next.value;
		if (phaseOf(item) > phase) {
			phase = phaseOf(item);
			yield handOver(batch);
			batch = empty();
			[weight, writings, characters] = [0, 0, 0];
		}
		weight += weightOf(item.kind);
		const { prepared, findings } = prepareItem(item, reading, options);
		batch.findings.push(...findings);
		if (prepared?.kind === 'picture') {
			if (options.pictures === undefined || options.pictures === 'all')
				batch.pictures.set(prepared.id, batch.pictures.get(prepared.id) || prepared.alt);
		} else if (prepared?.kind === 'file') {
			if (options.pictures !== 'none') batch.files.set(prepared.id, prepared.name);
		} else if (prepared) batch.items.push(prepared);
		if (prepared?.kind === 'frame' && prepared.item.logo) batch.pictures.set(prepared.item.logo, '');
		if (prepared?.kind === 'comment')
			for (const address of prepared.pictures ?? []) batch.pictures.set(address, batch.pictures.get(address) ?? '');
		if (prepared?.kind === 'keepsake')
			for (const address of prepared.files) batch.files.set(address, batch.files.get(address) ?? '');
		if (prepared?.kind === 'product' || prepared?.kind === 'post' || prepared?.kind === 'keepsake')
			for (const address of prepared.pictures) batch.pictures.set(address, batch.pictures.get(address) ?? '');
		if (prepared?.kind === 'revision') {
			writings++;
			for (const address of prepared.pictures) batch.pictures.set(address, batch.pictures.get(address) ?? '');
			for (const address of prepared.files) batch.files.set(address, batch.files.get(address) ?? '');
		}
		if (prepared?.kind === 'article' || prepared?.kind === 'page') {
			writings++;
			for (const address of prepared.files) batch.files.set(address, batch.files.get(address) ?? '');
			for (const address of prepared.pictures)
				batch.pictures.set(address, batch.pictures.get(address) ?? descriptionIn(prepared, address));
		}
		characters += 'html' in item && item.html ? item.html.length : 100;
		const full =
			weight >= most.comments ||
			writings >= most.writings ||
			batch.pictures.size + batch.files.size >= most.pictures ||
			characters >= most.characters;
		if (!full) continue;
		yield handOver(batch);
		batch = empty();
		[weight, writings, characters] = [0, 0, 0];
		// The people at the pages come first.
		await setImmediate();
	}
	// What came before the place where the source breaks is kept.
	yield handOver(batch);
	if (broken) throw broken as Problem;
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

type Begun = Omit<Gathered, 'progress'>;
const empty = (): Begun => ({ items: [], findings: [], pictures: new Map(), files: new Map() });

/** What the article itself says of a picture. */
function descriptionIn(writing: Extract<Prepared, { kind: 'article' | 'page' }>, address: string): string {
	if (address === writing.item.cover && writing.item.coverAlt) return cut(cleanText(writing.item.coverAlt), 500);
	const found = writing.document.content.find((block) => block.type === 'picture' && block.attrs.src === address);
	return found?.type === 'picture' ? found.attrs.alt : '';
}
