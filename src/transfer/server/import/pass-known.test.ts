import { expect, it } from 'vitest';
import { Problem } from '#platform/problem.ts';
import { forumLeft, forumPost } from '#transfer/forum/forum-item.ts';
import type { Item } from '#transfer/item.ts';
import { passKnown, type Seen } from '#transfer/server/import/pass-known.ts';

const posted = new Date('2020-01-01T00:00:00Z');
const post = (id: number, source = `<p>第 ${id} 句</p>`) =>
	forumPost({
		id: String(id),
		thread: '1',
		parent: null,
		author: { person: '1', name: '' },
		posted,
		body: { source, read: () => ({ type: 'doc', content: [] }) },
	});
const plain: Item = { ...post(7), html: '<p>只有內容</p>', body: undefined as never };

/** Goes through them as a run does; what was brought is told by its digest. */
async function through(items: readonly Item[], brought: ReadonlyMap<string, string>, options = {}) {
	const asked: string[][] = [];
	const seen: Seen[] = [];
	async function* read() {
		yield* items;
	}
	const ask = async (names: readonly string[]) => (asked.push([...names]), brought);
	for await (const some of passKnown(read(), options, ask)) seen.push(...some);
	return { seen, asked };
}
const digests = ({ seen }: { seen: readonly Seen[] }) =>
	new Map(seen.flatMap(({ item, source }) => (source === null ? [] : [[item.id, source] as const])));

it('passes by what is the same, asks for a thousand in one question, and looks at what changed', async () => {
	const before = Array.from({ length: 2_500 }, (_, place) => post(place + 1));
	const first = await through(before, new Map());
	expect(first.asked.map((names) => names.length)).toEqual([1_000, 1_000, 500]);
	expect(first.seen.some(({ same }) => same)).toBe(false);
	const now = before.with(41, post(42, '<p>改過了</p>'));
	const { seen } = await through(now, digests(first));
	expect(seen.filter(({ same }) => !same).map(({ item }) => item.id)).toEqual(['42']);
	expect(seen.map(({ item }) => item)).toEqual(now);
});

it('knows nothing by its words that may be read otherwise, or is looked for by what is made of it', async () => {
	const first = digests(await through([post(1), plain], new Map()));
	expect([...first.keys()]).toEqual(['1']);
	for (const options of [{ pictures: 'none' }, { from: 'https://old.example' }])
		expect((await through([post(1)], first, options)).seen[0]?.same).toBe(false);
	const named = { ...post(1), formerly: { under: '1' } };
	expect(await through([named], first)).toMatchObject({ seen: [{ same: false, source: null }], asked: [] });
});

it('hands on what was read before the source breaks, and then says so', async () => {
	async function* read(): AsyncGenerator<Item> {
		yield forumLeft('comment', '1', '', 'forum.deleted');
		throw new Problem('transfer.broken', 422);
	}
	const seen: Seen[] = [];
	const work = async () => {
		for await (const some of passKnown(read(), {}, async () => new Map())) seen.push(...some);
	};
	await expect(work()).rejects.toMatchObject({ code: 'transfer.broken' });
	expect(seen).toHaveLength(1);
});
