import { commentBody } from './body.ts';
import type { Value } from './copy.ts';
import type { Random } from './random.ts';
import type { SeedSize } from './size.ts';
import { question } from './text.ts';

/** Comments on a page of a thread. */
const pageful = 20;

/** The conversations and everything that is said in them, in order of time. Thread N belongs to article N while there is one. */
export interface Talk {
	/** Milliseconds since 1970, by thread; index 0 is not used. */
	opened: Float64Array;
	counts: Uint32Array;
	last: Float64Array;
	/** By comment, in order of time: its thread and its time. */
	thread: Uint32Array;
	posted: Float64Array;
}

/** Draws when which thread opened and who spoke when. The comments come to exactly `size.comments`. */
export function drawTalk(rng: Random, size: SeedSize, began: number, dayLength: number): Talk {
	const end = began + size.days * dayLength;
	const opened = new Float64Array(size.threads + 1);
	const counts = new Uint32Array(size.threads + 1);
	const last = new Float64Array(size.threads + 1);
	const forum = size.articles + 1;
	for (let id = 1; id <= size.threads; id++) {
		const place = id <= size.articles ? id / size.articles : (id - size.articles) / (size.threads - size.articles);
		opened[id] = began + place * (size.days - 1) * dayLength;
	}
	let left = size.comments;
	const give = (id: number, count: number): void => {
		counts[id] = count;
		left -= count;
	};
	for (let id = 1; id <= size.measured; id++) {
		give(id, pageful);
		give(size.articles + id, pageful);
	}
	for (let id = 0; id < size.long; id++) give(forum + size.measured + id, 300);
	const free: number[] = [];
	for (let id = 1; id <= size.threads; id++) if (!counts[id]) free.push(id);
	const mean = left / free.length;
	for (const id of free) give(id, Math.min(left, Math.floor(-Math.log(1 - rng.next()) * mean)));
	while (left > 0) {
		const id = rng.pick(free);
		counts[id] = (counts[id] ?? 0) + 1;
		left--;
	}
	const order: { thread: number; time: number }[] = [];
	for (let thread = 1; thread <= size.threads; thread++) {
		const from = opened[thread] ?? began;
		for (let count = counts[thread] ?? 0; count > 0; count--)
			order.push({ thread, time: from + 60_000 + rng.next() ** 2 * (end - from - 120_000) });
	}
	order.sort((one, other) => one.time - other.time);
	for (const { thread, time } of order) last[thread] = time;
	return {
		opened,
		counts,
		last,
		thread: Uint32Array.from(order, (one) => one.thread),
		posted: Float64Array.from(order, (one) => one.time),
	};
}

export const threadColumns = [
	'id',
	'category',
	'subject',
	'title',
	'slug',
	'path',
	'author',
	'opened',
	'comment_count',
	'last_commented',
];

export const threadPath = (size: SeedSize, id: number): string =>
	id <= size.articles ? `/articles/article-${id}` : `/community/general/${id}-thread-${id}`;

export function* threadRows(rng: Random, size: SeedSize, talk: Talk): Generator<Value[]> {
	for (let id = 1; id <= size.threads; id++) {
		const article = id <= size.articles;
		const last = talk.last[id];
		yield [
			id,
			article ? null : 1,
			article ? `article:${id}` : null,
			question(rng),
			`thread-${id}`,
			threadPath(size, id),
			null,
			new Date(talk.opened[id] ?? 0),
			talk.counts[id] ?? 0,
			last ? new Date(last) : null,
		];
	}
}

export const commentColumns = ['id', 'thread', 'parent', 'root', 'author', 'body', 'body_html', 'body_text', 'posted'];

/** Every comment; a third answers an earlier one. Bodies come from a store of a few thousand, as long as people write. */
export function* commentRows(rng: Random, size: SeedSize, talk: Talk): Generator<Value[]> {
	const short = Array.from({ length: 3_000 }, () => commentBody(rng, Math.floor(-Math.log(1 - rng.next()) * 70)));
	const long = Array.from({ length: 300 }, () => commentBody(rng, rng.whole(150, 320)));
	const tops = new Map<number, number[]>();
	for (let index = 0; index < talk.thread.length; index++) {
		const thread = talk.thread[index] ?? 0;
		const known = tops.get(thread) ?? [];
		const answers = known.length > 0 && rng.next() < 0.33;
		const parent = answers ? rng.pick(known) : null;
		if (!answers && known.length < 8) tops.set(thread, [...known, index + 1]);
		const measured = thread > size.articles && thread <= size.articles + size.measured;
		const { body, html, text } = rng.pick(measured ? long : short);
		yield [
			index + 1,
			thread,
			parent,
			parent,
			rng.whole(2, size.members),
			body,
			html,
			text,
			new Date(talk.posted[index] ?? 0),
		];
	}
}
