import { Problem } from '#platform/problem.ts';
import type { Item } from '#transfer/item.ts';
import type { ReadingOptions } from '#transfer/source.ts';
import { sourceDigest } from '#transfer/server/import/comment-digest.ts';

/** An item as it was read. */
export interface Seen {
	item: Item;
	/** Tells a comment's words as they stand there; null: only what is made of them tells. */
	source: string | null;
	/** It was brought before, and nothing of it changed there since. */
	same: boolean;
}

/** What is noted of comments that were brought before: their name in the old place to their digest. */
export type AskDigests = (names: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Comments that are asked for in one question. */
const together = 1_000;

/**
 * Hands items on, many at a time, and tells of comments whether they were brought before as they stand there now: of those nothing has to be made
 * again, so that going through a forum once more, or going on with it, costs its reading. What was read before a source breaks is handed on first.
 */
export async function* passKnown(
	items: AsyncIterable<Item>,
	options: ReadingOptions,
	ask: AskDigests,
): AsyncGenerator<Seen[]> {
	let broken: Problem | null = null;
	let waiting: Item[] = [];
	try {
		for await (const item of items) {
			waiting.push(item);
			if (waiting.length < together) continue;
			const some = waiting;
			waiting = [];
			yield await tell(some, options, ask);
		}
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		broken = error;
	}
	if (waiting.length) yield await tell(waiting, options, ask);
	if (broken) throw broken;
}

async function tell(items: readonly Item[], options: ReadingOptions, ask: AskDigests): Promise<Seen[]> {
	const seen = items.map((item) => ({
		item,
		source: item.kind === 'comment' ? sourceDigest(item, options) : null,
	}));
	const names = seen.flatMap(({ item, source }) => (source === null ? [] : [item.id]));
	const before = names.length ? await ask(names) : new Map<string, string>();
	return seen.map((one) => ({ ...one, same: one.source !== null && before.get(one.item.id) === one.source }));
}
