import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
	countComments,
	findCommentPath,
	findThread,
	hideComment,
	openThread,
	postComment,
	readMine,
	readThread,
} from '#community/server/index.ts';
import { sowMember, sowThread } from '#community/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let thread: number;
let author: number;
beforeAll(async () => {
	place = await testSite();
	author = (await sowMember(place.system())).member;
});
beforeEach(async () => void (thread = (await sowThread(place.system())).id));
afterAll(() => place.close());

/** So many comments at once; with `root` as its replies. Returns their ids. */
async function sow(count: number, root: number | null = null): Promise<number[]> {
	const rows = await place.site.sql<{ id: number }[]>`
		insert into community.comment (thread, parent, root, author, body, body_html, body_text, posted)
		select ${thread}, ${root}, ${root}, ${author}, '{}', '<p>' || n || '</p>', n::text, now() from generate_series(1, ${count}) n returning id`;
	return rows.map(({ id }) => id).toSorted((a, b) => a - b);
}
const read = (input: object = {}) => readThread(place.as(), { thread, ...input });

it('gives twenty of the first level at a time, each once', async () => {
	const ids = await sow(45);
	const seen: number[] = [];
	let after: number | null | undefined;
	do {
		const page = await read(after ? { after } : {});
		expect(page.first).toBe(!after);
		expect(page.comments.length).toBeLessThanOrEqual(20);
		seen.push(...page.comments.map(({ id }) => id));
		after = page.next;
	} while (after);
	expect(seen).toEqual(ids);
});

it('leads back page by page, from wherever one arrived', async () => {
	const ids = await sow(65);
	expect((await read()).places.previous).toBeNull();
	const seen: number[] = [];
	let after = ids[49] as number;
	for (;;) {
		const page = await read(after ? { after } : {});
		seen.unshift(...page.comments.map(({ id }) => id).filter((id) => !seen.includes(id)));
		if (page.places.previous === null) break;
		// The page before ends where this one begins.
		expect(page.places.previous).toBeLessThan(after);
		after = page.places.previous;
	}
	expect(seen).toEqual(ids);
	expect((await read({ after: ids[20] })).places.previous).toBe(ids[0]);
	expect((await read({ branch: ids[0] })).places).toEqual({ previous: null, along: [] });
});

it('has places along a long conversation, which keep their addresses while it grows', async () => {
	await sow(60);
	expect((await read()).places.along).toEqual([]);
	await place.site.sql`delete from community.comment where thread = ${thread}`;
	const ids = await sow(1_500);
	await place.site.sql`update community.thread set comment_count = 1500 where id = ${thread}`;
	const { along } = (await read()).places;
	expect(along.length).toBeGreaterThanOrEqual(4);
	expect(along.length).toBeLessThanOrEqual(8);
	// Evenly enough that nobody has far to go, and each leads to a page of its own.
	const starts = await Promise.all(along.map(async ({ after }) => (await read({ after })).comments[0]?.id ?? 0));
	const steps = [ids[0] ?? 0, ...starts, ids.at(-1) ?? 0];
	expect(Math.max(...steps.slice(1).map((id, place) => id - (steps[place] ?? 0)))).toBeLessThanOrEqual(400);
	expect(new Set(starts).size).toBe(along.length);
	await sow(40);
	expect((await read()).places.along.slice(0, along.length)).toEqual(along);
	expect((await read({ after: ids[700] })).places.along.slice(0, along.length)).toEqual(along);
});

it('passes by what nobody can read on the way back', async () => {
	const ids = await sow(50);
	await place.site.sql`update community.comment set hidden = now() where id = any(${ids.slice(5, 15)})`;
	const page = await read({ after: ids[45] });
	expect(page.places.previous).toBe(ids[25]);
	expect((await read({ after: ids[12] })).places.previous).toBe(0);
});

it('gives fifty replies with their comment, the other 250 by themselves', async () => {
	const [root = 0] = await sow(1);
	const ids = await sow(300, root);
	const page = await read();
	expect(page.comments[0]).toMatchObject({ id: root, more: true });
	expect(page.comments[0]?.replies.map(({ id }) => id)).toEqual(ids.slice(0, 50));
	const seen = ids.slice(0, 50);
	for (let after: number | null = ids[49] ?? null; after;) {
		const branch = await read({ branch: root, after });
		expect(branch).toMatchObject({ branch: root, first: false, comments: [{ id: root }] });
		seen.push(...(branch.comments[0]?.replies ?? []).map(({ id }) => id));
		after = branch.next;
	}
	expect(seen).toEqual(ids);
});

it('finds the page on which a comment stands', async () => {
	const ids = await sow(45);
	const replies = await sow(60, ids[30] ?? 0);
	const { path } = (await findThread(place.as(), { id: thread }))!;
	const where = (id = 0) => findCommentPath(place.as(), { id });
	expect(await where(ids[19])).toBe(`${path}#comment-${ids[19]}`);
	expect(await where(ids[20])).toBe(`${path}?after=${ids[19]}#comment-${ids[20]}`);
	expect(await where(ids[44])).toBe(`${path}?after=${ids[39]}#comment-${ids[44]}`);
	expect(await where(replies[49])).toBe(`${path}?after=${ids[19]}#comment-${replies[49]}`);
	expect(await where(replies[50])).toBe(`${path}?branch=${ids[30]}&after=${replies[49]}#comment-${replies[50]}`);
	for (const id of [ids[20], ids[44], replies[50]]) {
		const query = new URL(await where(id), 'http://localhost').searchParams;
		const page = await read(Object.fromEntries(query));
		expect(page.comments.flatMap((comment) => [comment.id, ...comment.replies.map((reply) => reply.id)])).toContain(id);
	}
	await expect(where(999_999_999)).rejects.toMatchObject({ code: 'comment.not-found' });
});

it('finds the page of a comment far behind in a long conversation, at few addresses that stay', async () => {
	const ids = await sow(1_000);
	await place.site.sql`update community.comment set hidden = now() where thread = ${thread} and id % 7 = 0`;
	const replies = await sow(600, ids[500] ?? 0);
	const shown = ids.filter((id) => id % 7 !== 0);
	const where = async () => Promise.all(shown.map((id) => findCommentPath(place.as(), { id })));
	const paths = await where();
	const pages = new Map(
		await Promise.all(
			[...new Set(paths.map((path) => path.split('#')[0] ?? ''))].map(async (path) => {
				const after = new URL(path, 'http://localhost').searchParams.get('after') ?? undefined;
				const page = await read(after ? { after: Number(after) } : {});
				return [path, page.comments.map(({ id }) => id)] as const;
			}),
		),
	);
	for (const [index, id] of shown.entries()) expect(pages.get(paths[index]?.split('#')[0] ?? '')).toContain(id);
	expect(pages.size).toBeLessThan((2.5 * shown.length) / 20);
	const reply = replies[570] ?? 0;
	const at = Object.fromEntries(
		new URL(await findCommentPath(place.as(), { id: reply }), 'http://localhost').searchParams,
	);
	expect((await read(at)).comments[0]?.replies.map(({ id }) => id)).toContain(reply);
	await sow(50);
	expect(await where()).toEqual(paths);
});

it('names what the page depends on, the people in it too', async () => {
	const about = new Set<string>();
	await sow(1);
	await readThread({ ...place.as(), about: (...things) => things.forEach((thing) => about.add(thing)) }, { thread });
	expect(about).toEqual(new Set([`thread:${thread}`, `member:${author}`]));
});

it('says whom the form answers, only while that can be answered', async () => {
	const moderator = await sowMember(place.system(), 'moderator');
	const { id } = await postComment(place.as(moderator), { thread, body: { text: '回我' } });
	expect((await read({ reply: id })).replying).toEqual({ id, name: moderator.name });
	await hideComment(place.as(moderator), { id });
	expect((await read({ reply: id })).replying).toBeNull();
	const other = await openThread(place.system(), { subject: 'article:910000', title: '別處', path: '/articles/z' });
	expect((await readThread(place.as(), { thread: other.id, reply: id })).replying).toBeNull();
});

it.each([[{ after: '1 or 1=1' }], [{ after: -1 }], [{ branch: {} }], [{ reply: [1, 2] }], [{ thread: null }]])(
	'refuses %j',
	async (input) => {
		await expect(read(input)).rejects.toMatchObject({ status: 422 });
	},
);

it('has nothing under another thread’s comment', async () => {
	const [foreign = 0] = await sow(1);
	const other = await sowThread(place.system());
	await expect(readThread(place.as(), { thread: other.id, branch: foreign })).rejects.toMatchObject({
		code: 'comment.not-found',
	});
});

it('reads one’s own comments, and counts what everybody can read', async () => {
	const before = await countComments(place.as(), {});
	const ids = await sow(12);
	const { own } = await readMine(place.site.sql, { member: author, role: 'member' }, thread);
	expect(own.map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 10));
	expect((await readMine(place.site.sql, { member: author + 1, role: 'member' }, thread)).own).toEqual([]);
	expect(await countComments(place.as(), { thread })).toBe(12);
	expect(await countComments(place.as(), {})).toBe(before + 12);
	await place.site.sql`update community.comment set deleted = now() where id = ${ids[0] ?? 0}`;
	expect(await countComments(place.as(), { thread })).toBe(11);
});
