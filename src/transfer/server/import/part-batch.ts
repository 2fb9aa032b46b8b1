import type { Batch } from '#transfer/server/import/keep-batch.ts';
import type { Prepared } from '#transfer/server/import/prepared.ts';

/** Transactions at a time: most of each is waiting for the database, which has hands free meanwhile. */
export const lanes = 4;

/** What others name. */
const early = new Set<string>(['person', 'field', 'series', 'tag', 'category', 'product']);

/**
 * A batch as what comes first (people, pictures, what was left) and parts that do not depend on each other: an article
 * stays with its comments. Two that want one address stay together, so that the second finds it taken.
 */
export function partBatch(batch: Batch): { first: Batch; parts: Batch[] } {
	const none = { here: batch.pictures.here, fresh: new Set<string>(), missing: batch.pictures.missing, told: true };
	const first = batch.items.filter((one) => early.has(one.kind));
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
	const rest = batch.items.filter((one) => !early.has(one.kind) && one.kind !== 'redirect');
	const groups = [...Map.groupBy(rest, groupOf).values()];
	const parts = Array.from({ length: lanes }, (): Prepared[] => []);
	for (const group of groups.sort((one, other) => other.length - one.length))
		parts.reduce((least, part) => (part.length < least.length ? part : least)).push(...group);
	const redirects = batch.items.filter((one) => one.kind === 'redirect');
	return {
		first: { ...batch, items: [...first, ...redirects] },
		parts: parts.filter((part) => part.length).map((items) => ({ ...batch, items, findings: [], pictures: none })),
	};
}
