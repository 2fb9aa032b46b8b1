import type { Kind } from '#transfer/item.ts';
import type { Batch } from '#transfer/server/import/keep-batch.ts';
import type { Prepared } from '#transfer/server/import/prepared.ts';

/** Transactions at a time: most of each is waiting for the database, which has hands free meanwhile. */
export const lanes = 4;

/** What others name. */
const early = new Set<string>(['person', 'field', 'series', 'tag', 'category', 'product']);

/**
 * What a thing of a stream hangs to: only what hangs to the same depends on each other, also from one batch to the next. Null: it may depend on
 * anything that came before.
 */
function stemOf(one: Prepared): string | null {
	switch (one.kind) {
		case 'comment':
			return one.item.place === 'thread' && !one.item.formerly ? one.item.under : null;
		case 'reaction':
			return String(one.item.line.comment);
		case 'vote':
		case 'ballot':
			return String(one.item.line.thread);
		default:
			return null;
	}
}

/** What a batch consists of where it flows: things of one kind, of which only those of one stem depend on each other. Null: it waits for all before it. */
export function flowOf({ items }: Batch): Kind | null {
	const kind = items[0]?.kind ?? null;
	return items.every((one) => one.kind === kind && stemOf(one) !== null) ? kind : null;
}

/** A part of a batch, and the lane that it is kept in. */
interface Part {
	lane: number;
	batch: Batch;
}

/**
 * A batch as what comes first (people, pictures, what was left; null: nothing) and parts that do not depend on each other: an article
 * stays with its comments. Two that want one address stay together, so that the second finds it taken. In what flows, a stem has the same
 * lane in every batch.
 */
export function partBatch(batch: Batch): { first: Batch | null; parts: Part[] } {
	const none = { here: batch.pictures.here, fresh: new Set<string>(), missing: batch.pictures.missing, told: true };
	const first = batch.items.filter((one) => early.has(one.kind) || one.kind === 'redirect');
	const rest = batch.items.filter((one) => !early.has(one.kind) && one.kind !== 'redirect');
	const parts = flowOf(batch) ? byStem(rest) : bySize(rest);
	const hasFirst = first.length + batch.findings.length + sizeOf(batch.pictures) + sizeOf(batch.files) > 0;
	// What others name comes before what leads to it.
	const ordered = [...first.filter((one) => early.has(one.kind)), ...first.filter((one) => one.kind === 'redirect')];
	return {
		first: hasFirst ? { ...batch, items: ordered } : null,
		parts: parts.flatMap((items, lane) =>
			items.length ? [{ lane, batch: { ...batch, items, findings: [], pictures: none } }] : [],
		),
	};
}

const sizeOf = ({ here, fresh, missing }: Batch['pictures'] | Batch['files']): number =>
	here.size + fresh.size + missing.size;

/** A lane for each stem, told by its name alone. */
function byStem(items: readonly Prepared[]): Prepared[][] {
	const parts = Array.from({ length: lanes }, (): Prepared[] => []);
	for (const one of items) {
		let sum = 0;
		for (const sign of stemOf(one) ?? '') sum += sign.codePointAt(0) ?? 0;
		parts[sum % lanes]?.push(one);
	}
	return parts;
}

/** What belongs together in one lane, and all lanes as full as each other. */
function bySize(items: readonly Prepared[]): Prepared[][] {
	const slugs = new Map<string, string>();
	const groupOf = (one: Prepared): string => {
		if (one.kind === 'comment') return slugs.get(one.item.under) ?? one.item.under;
		if (one.kind !== 'article' && one.kind !== 'page') return 'others';
		const original = one.item.former?.translates ?? null;
		const own = `${one.kind} ${one.slug || one.title}`.toLowerCase();
		const group = (original === null ? undefined : slugs.get(original)) ?? own;
		slugs.set(one.item.id, group);
		return group;
	};
	const groups = [...Map.groupBy(items, groupOf).values()];
	const parts = Array.from({ length: lanes }, (): Prepared[] => []);
	for (const group of groups.sort((one, other) => other.length - one.length))
		parts.reduce((least, part) => (part.length < least.length ? part : least)).push(...group);
	return parts;
}
