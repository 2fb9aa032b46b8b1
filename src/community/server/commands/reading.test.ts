import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { visitor, type Actor } from '#platform/actor.ts';
import type { MemberList } from '#community/following.ts';
import {
	countSince,
	findUnreadPath,
	followCategory,
	followThread,
	createCategory,
	changeCategory,
	hideComment,
	listFollowed,
	listMemberThreads,
	markAllSeen,
	markSeen,
	noteVisit,
	postComment,
	readFollowing,
	readMine,
	startThread,
} from '#community/server/index.ts';
import { sowCategory, sowMember } from '#community/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Extract<Actor, { kind: 'member' }>;
let place: TestSite;
let reader: Member;
let writer: Member;
let editor: Member;
let category: number;
beforeAll(async () => {
	place = await testSite();
	editor = await sowMember(place.system(), 'editor');
});
beforeEach(async () => {
	place.clock.advance(3_600_000);
	reader = await sowMember(place.system());
	writer = await sowMember(place.system());
	category = (await sowCategory(place.system())).id;
});
afterAll(() => place.close());

const begin = async (by: Actor = writer) => {
	place.clock.advance(60_000);
	const started = await startThread(place.as(by), { category, title: '一個新的討論', body: { text: '內容在這裡' } });
	await place.runJobs();
	return started;
};
const say = async (thread: number, by: Actor = writer) => {
	place.clock.advance(60_000);
	const said = await postComment(place.as(by), { thread, body: { text: `說了一句 ${Math.random()}` } });
	await place.runJobs();
	return said.id;
};
const list = async (which: MemberList, before: string | null = null, who = reader) =>
	listMemberThreads(place.site.sql, { ...who, list: which, before, now: place.clock.now() });
const ids = async (which: MemberList, who = reader) => (await list(which, null, who)).items.map(({ id }) => id);

describe('what is unread', () => {
	it('is what was said since in threads that one began, answered or chose to follow', async () => {
		const own = await begin(reader);
		const answered = await begin();
		const chosen = await begin();
		const other = await begin();
		await say(answered.id, reader);
		await followThread(place.as(reader), { thread: chosen.id, level: 'track' });
		expect(await ids('unread')).toEqual([chosen.id]);
		await markSeen(place.as(reader), { thread: chosen.id, comment: chosen.comment });
		expect(await ids('unread')).toEqual([]);
		for (const { id } of [own, answered, chosen, other]) await say(id);
		expect(await ids('unread')).toEqual([chosen.id, answered.id, own.id]);
		expect((await readMine(place.site.sql, reader, own.id)).level).toBe('watch');
		expect((await readMine(place.site.sql, reader, answered.id)).level).toBe('track');
	});

	it('keeps what one chose when one answers, and never goes back', async () => {
		const { id, comment } = await begin();
		await followThread(place.as(reader), { thread: id, level: 'mute' });
		const first = await say(id);
		const last = await say(id, reader);
		await Promise.all([
			markSeen(place.as(reader), { thread: id, comment: first }),
			markSeen(place.as(reader), { thread: id, comment }),
		]);
		expect(await readMine(place.site.sql, reader, id)).toMatchObject({ level: 'mute', seen: last });
	});

	it('reaches into a category that is followed, for threads that were opened', async () => {
		const { id, comment } = await begin();
		await followCategory(place.as(reader), { category, level: 'track' });
		await markSeen(place.as(reader), { thread: id, comment });
		await say(id);
		expect(await ids('unread')).toEqual([id]);
		await followThread(place.as(reader), { thread: id, level: 'normal' });
		expect(await ids('unread')).toEqual([]);
	});

	it('shows nothing that was taken away', async () => {
		const { id, comment } = await begin();
		await followThread(place.as(reader), { thread: id, level: 'watch' });
		expect(await ids('unread')).toEqual([id]);
		await hideComment(place.as(editor), { id: comment });
		expect(await ids('unread')).toEqual([]);
		expect(await ids('latest')).not.toContain(id);
		await expect(followThread(place.as(reader), { thread: id, level: 'watch' })).rejects.toMatchObject({
			code: 'thread.not-found',
		});
		await expect(markSeen(place.as(reader), { thread: id, comment })).rejects.toMatchObject({
			code: 'comment.not-found',
		});
	});

	it('leads to the first comment that was not seen', async () => {
		const { id, path, comment } = await begin();
		await markSeen(place.as(reader), { thread: id, comment });
		expect(await findUnreadPath(place.as(reader), { thread: id })).toBe(path);
		const hidden = await say(id);
		const next = await say(id);
		await say(id);
		await hideComment(place.as(editor), { id: hidden });
		expect(await findUnreadPath(place.as(reader), { thread: id })).toBe(`${path}#comment-${next}`);
		expect(await findUnreadPath(place.as(), { thread: id })).toBe(path);
	});

	it('goes on page by page, and ends when all is taken for read', async () => {
		for (let number = 0; number < 23; number++) {
			const { id } = await begin(await sowMember(place.system()));
			await followThread(place.as(reader), { thread: id, level: 'track' });
		}
		const first = await list('unread');
		expect(first.items).toHaveLength(20);
		const rest = await list('unread', first.next);
		expect(rest).toMatchObject({ next: null });
		expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(23);
		await markAllSeen(place.as(reader), {});
		expect(await ids('unread')).toEqual([]);
		expect(await ids('newest')).toEqual([]);
	});
});

describe('what is new', () => {
	it('is what others began and one has not opened', async () => {
		await markAllSeen(place.as(reader), {});
		const own = await begin(reader);
		const { id, comment } = await begin();
		expect(await ids('newest')).toEqual([id]);
		expect(await ids('newest', writer)).toContain(own.id);
		await markSeen(place.as(reader), { thread: id, comment });
		expect(await ids('newest')).toEqual([]);
	});

	it('leaves out what is muted, and what is old', async () => {
		await markAllSeen(place.as(reader), {});
		const { id } = await begin();
		await followCategory(place.as(reader), { category, level: 'mute' });
		expect(await ids('newest')).toEqual([]);
		expect(await ids('latest')).not.toContain(id);
		await followCategory(place.as(reader), { category, level: 'normal' });
		expect(await ids('newest')).toEqual([id]);
		place.clock.advance(31 * 86_400_000);
		expect(await ids('newest')).toEqual([]);
		expect(await ids('latest')).toContain(id);
	});
});

it('notes the first unseen comment once, and stays right when reading and writing cross', async () => {
	const { id, comment } = await begin();
	await followThread(place.as(reader), { thread: id, level: 'track' });
	await markSeen(place.as(reader), { thread: id, comment });
	const first = await say(id);
	await say(id, editor);
	const unread = async () =>
		(
			await place.site.sql<{ unread: number | null }[]>`
				select unread from community.reading where member = ${reader.member} and thread = ${id}`
		)[0]?.unread;
	expect(await unread()).toBe(first);
	const crowd = await Promise.all(Array.from({ length: 20 }, () => sowMember(place.system())));
	place.clock.advance(60_000);
	const said = await Promise.all(
		crowd.map((one, number) => postComment(place.as(one), { thread: id, body: { text: `同時說的第 ${number} 句` } })),
	);
	const half = said.map((one) => one.id).sort((one, other) => one - other)[9] as number;
	await Promise.all([place.runJobs(), markSeen(place.as(reader), { thread: id, comment: half })]);
	await place.runJobs();
	const [next] = await place.site.sql<{ id: number }[]>`
		select min(id) as id from community.comment where thread = ${id} and id > ${half}`;
	expect(await unread()).toBe(next?.id);
	await followThread(place.as(reader), { thread: id, level: 'mute' });
	expect(await unread()).toBeNull();
});

it('finds the newest of very many unread threads', async () => {
	await place.site.sql`
		insert into community.thread (category, title, slug, path, opened, author, comment_count)
		select ${category}, 'n' || n, 'n', '/n/' || n, ${place.clock.now()}::timestamptz + n * interval '1 second', ${writer.member}, 1
		from generate_series(1, 700) n`;
	await place.site.sql`
		insert into community.reading (member, thread, level, unread)
		select ${reader.member}, id, 'track', 1 from community.thread where category = ${category}`;
	const first = await list('unread');
	expect(first.items.map(({ title }) => title).slice(0, 2)).toEqual(['n700', 'n699']);
	const second = await list('unread', first.next);
	expect(second.items[0]?.title).toBe('n680');
});

it('knows where the visit before ended', async () => {
	const { id } = await begin();
	const came = place.clock.now();
	await noteVisit(place.site.sql, reader.member, came);
	expect((await list('latest')).lastVisit).toBeNull();
	place.clock.advance(10 * 60_000);
	await noteVisit(place.site.sql, reader.member, place.clock.now());
	const left = place.clock.now();
	place.clock.advance(86_400_000);
	await say(id);
	await noteVisit(place.site.sql, reader.member, place.clock.now());
	expect((await list('latest')).lastVisit).toEqual(left);
	const since = () => countSince(place.site.sql, reader, left);
	const before = await since();
	const { id: fresh } = await begin();
	expect(await since()).toEqual({ unread: before.unread, fresh: before.fresh + 1 });
	await followThread(place.as(reader), { thread: fresh, level: 'track' });
	await say(fresh);
	expect(await since()).toEqual({ unread: before.unread + 1, fresh: before.fresh + 1 });
	await place.site.sql`update community.thread set hidden = now() where id = ${fresh}`;
	expect(await since()).toEqual(before);
});

it('is for members, and takes only what it knows', async () => {
	const { id, comment } = await begin();
	await expect(followThread(place.as(visitor), { thread: id, level: 'watch' })).rejects.toMatchObject({
		code: 'session.required',
	});
	await expect(markSeen(place.as(visitor), { thread: id, comment })).rejects.toMatchObject({
		code: 'session.required',
	});
	await expect(markAllSeen(place.as(visitor), {})).rejects.toMatchObject({ code: 'session.required' });
	await expect(followThread(place.as(reader), { thread: id, level: 'love' as never })).rejects.toMatchObject({
		status: 422,
	});
	await expect(followCategory(place.as(reader), { category: 999_999, level: 'mute' })).rejects.toMatchObject({
		code: 'category.not-found',
	});
	await expect(markSeen(place.as(reader), { thread: id, comment: comment + 10_000 })).rejects.toMatchObject({
		code: 'comment.not-found',
	});
	expect(await readFollowing(place.site.sql, reader.member, category)).toBe('normal');
});

describe('what one follows', () => {
	const followed = async (level: string, more: object = {}, who: Actor = reader) =>
		listFollowed(place.as(who), { level: level as never, ...more });

	it('is found again by level, so that a muted thread can be listened to again', async () => {
		const [one, two] = [await begin(), await begin()];
		await followThread(place.as(reader), { thread: one.id, level: 'mute' });
		await followThread(place.as(reader), { thread: two.id, level: 'watch' });
		await followCategory(place.as(reader), { category, level: 'mute' });
		expect(await followed('mute')).toMatchObject({
			categories: [{ id: category, level: 'mute' }],
			threads: [{ id: one.id, path: one.path, title: '一個新的討論' }],
			next: null,
		});
		expect(await followed('watch')).toMatchObject({ categories: [], threads: [{ id: two.id }] });
		expect(await followed('mute', {}, writer)).toEqual({ categories: [], tags: [], threads: [], next: null });
		await expect(followed('mute', {}, visitor)).rejects.toMatchObject({ status: 401 });
		await expect(followed('all')).rejects.toMatchObject({ status: 422 });
		await followThread(place.as(reader), { thread: one.id, level: 'track' });
		expect((await followed('mute')).threads).toEqual([]);
	});

	it('is told a page at a time, and no longer of what was taken away or closed to its reader', async () => {
		const { sql } = place.site;
		const room = { slug: `room-${category}`, name: '房間' };
		const { id } = await createCategory(place.system(), room);
		await sql`insert into community.thread (category, title, slug, path, author, opened)
			select ${id}, '第 ' || n, 'x', '/x', ${writer.member}, now() from generate_series(1, 65) n`;
		await sql`insert into community.reading (member, thread, level) select ${reader.member}, id, 'mute' from community.thread where category = ${id}`;
		const seen: number[] = [];
		for (let before: number | null | undefined; before !== null;) {
			const page = await followed('mute', before ? { before } : {});
			seen.push(...page.threads.map((thread) => thread.id));
			before = page.next;
		}
		expect(new Set(seen).size).toBe(65);
		expect(seen).toEqual(seen.toSorted((one, other) => other - one));
		await sql`update community.thread set hidden = now() where id = ${seen[0] ?? 0}`;
		expect((await followed('mute')).threads[0]?.id).toBe(seen[1]);
		await followCategory(place.as(reader), { category: id, level: 'mute' });
		await changeCategory(place.system(), { ...room, category: id, seenBy: 'some' });
		expect(await followed('mute')).toEqual({ categories: [], tags: [], threads: [], next: null });
	});
});
