import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import type { Database } from '#platform/database/connect.ts';
import {
	acceptAnswer,
	changeCategory,
	closeThread,
	countComments,
	createCategory,
	deleteComment,
	editComment,
	findThread,
	hideComment,
	mergeThread,
	moveThread,
	openThread,
	postComment,
	react,
	readThread,
	splitThread,
	startThread,
	withdrawThread,
} from '#community/server/index.ts';
import { sowCategory, sowMember } from '#community/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

/** Peers forgot a permission where something above had gone: the first post deleted, the thread merged, the article withdrawn. */
type Member = Extract<Actor, { kind: 'member' }>;
let place: TestSite;
let asker: Member;
let other: Member;
let category: { id: number; slug: string };
let thread: { id: number; comment: number };
beforeAll(async () => {
	place = await testSite();
	asker = await sowMember(place.system());
	other = await sowMember(place.system());
	category = await sowCategory(place.system());
});
beforeEach(async () => {
	place.clock.advance(86_400_000);
	const body = { text: '第一句話' };
	thread = await startThread(place.as(asker), { category: category.id, kind: 'question', title: '這樣可以嗎？', body });
	place.clock.advance(60_000);
});
afterAll(() => place.close());

const say = (by: Member, more: object = {}) =>
	postComment(place.as(by), { thread: thread.id, body: { text: `說話 ${Math.random()}` }, ...more });

describe('the opening is deleted', () => {
	it('and what the thread says of itself still holds: closed is closed, restricted is restricted', async () => {
		const answer = await say(other);
		await closeThread(place.system(), { thread: thread.id });
		await deleteComment(place.as(asker), { id: thread.comment });
		await expect(say(other)).rejects.toMatchObject({ code: 'thread.closed' });
		await expect(say(other, { parent: answer.id })).rejects.toMatchObject({ code: 'thread.closed' });
		await expect(editComment(place.as(other), { id: answer.id, body: { text: '改一下' } })).rejects.toMatchObject({
			code: 'thread.closed',
		});
		const rooms = { category: category.id, slug: category.slug, name: '房間' };
		await changeCategory(place.system(), { ...rooms, seenBy: 'some' });
		for (const door of [
			() => readThread(place.as(other), { thread: thread.id }),
			() => say(other),
			() => react(place.as(other), { comment: answer.id, sign: '👍' }),
		])
			await expect(door()).rejects.toMatchObject({ status: 404 });
		await changeCategory(place.system(), rooms);
	});

	it('and with it alone the thread is gone: nobody writes in it, nothing counts it', async () => {
		await deleteComment(place.as(asker), { id: thread.comment });
		expect(await findThread(place.as(other), { id: thread.id })).toBeNull();
		await expect(say(other)).rejects.toMatchObject({ status: 404 });
		expect(await countComments(place.as(), { thread: thread.id })).toBe(0);
	});
});

it('a thread that is deleted while fifty answer it keeps what was said, or says that it is gone; its count is right', async () => {
	const people = await Promise.all(Array.from({ length: 20 }, () => sowMember(place.system())));
	const tried = await Promise.allSettled([
		...people.map((one) => say(one)),
		deleteComment(place.as(asker), { id: thread.comment }),
		...people.map((one) => say(one, { parent: thread.comment })),
	]);
	const refused = tried.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []));
	for (const code of refused)
		expect(['comment.parent-gone', 'comment.too-fast', 'thread.not-found', 'thread.hidden']).toContain(code);
	const [row] = await place.site.sql<{ count: number; counted: number }[]>`
		select t.comment_count as counted, (select count(*)::int from community.comment c
			where c.thread = t.id and c.hidden is null and c.deleted is null) as count
		from community.thread t where t.id = ${thread.id}`;
	expect(row?.counted).toBe(row?.count);
});

it('a thread that went on elsewhere takes no answer at its old place, and what stood there obeys the new one', async () => {
	const answer = await say(other);
	const shut = await createCategory(place.system(), { slug: `shut-${thread.id}`, name: '關門', seenBy: 'some' });
	place.clock.advance(86_400_000);
	const into = await startThread(place.as(asker), {
		category: category.id,
		title: '另一個討論',
		body: { text: '開頭' },
	});
	await moveThread(place.system(), { thread: into.id, category: shut.id });
	await mergeThread(place.system(), { thread: thread.id, into: into.id });
	await expect(say(other)).rejects.toMatchObject({ status: 404 });
	for (const door of [
		() => postComment(place.as(other), { thread: into.id, parent: answer.id, body: { text: '還在嗎' } }),
		() => react(place.as(asker), { comment: answer.id, sign: '👍' }),
		() => acceptAnswer(place.as(asker), { comment: answer.id }),
	])
		await expect(door()).rejects.toMatchObject({ status: 404 });
});

it('what was split into a room for others is not read by who wrote in the thread before', async () => {
	const answer = await say(other);
	const shut = await createCategory(place.system(), { slug: `split-${thread.id}`, name: '關門', seenBy: 'some' });
	const made = await splitThread(place.system(), {
		thread: thread.id,
		comments: [answer.id],
		title: '裡面談的事',
		category: shut.id,
	});
	for (const who of [undefined, asker, other]) {
		expect(await findThread(place.as(who), { id: made.id })).toBeNull();
		// The thread that it was taken from says that something went, and not what it is called there.
		expect(JSON.stringify(await readThread(place.as(who), { thread: thread.id }))).not.toContain(`/${made.id}-`);
	}
});

it('under something that is not public any more nobody does anything', async () => {
	const subject = `article:${thread.id + 500_000}`;
	const under = await openThread(place.system(), { subject, title: '文章', path: '/articles/odd' });
	const said = await postComment(place.as(other), { thread: under.id, body: { text: '在文章底下' } });
	await withdrawThread(place.system(), { subject });
	place.clock.advance(60_000);
	for (const door of [
		() => postComment(place.as(asker), { thread: under.id, body: { text: '還能說嗎' } }),
		() => postComment(place.as(asker), { thread: under.id, parent: said.id, body: { text: '回一句' } }),
		() => react(place.as(asker), { comment: said.id, sign: '👍' }),
		() => readThread(place.as(), { thread: under.id }),
	])
		await expect(door()).rejects.toMatchObject({ status: 404 });
	// One's own words stay one's own to take back.
	await deleteComment(place.as(other), { id: said.id });
});

it('a comment of a megabyte is refused in words, and nothing of it is kept', async () => {
	await expect(
		postComment(place.as(other), { thread: thread.id, body: { text: '長'.repeat(1_000_000) } }),
	).rejects.toMatchObject({ code: 'comment.too-long', status: 422 });
	expect(await countComments(place.as(), { thread: thread.id })).toBe(1);
});

it('a page of a thread never reads reactions one by one, however many there are', async () => {
	await react(place.as(other), { comment: thread.comment, sign: '👍' });
	await hideComment(place.system(), { id: (await say(other)).id });
	const scans = (db: Database, table: string) =>
		sql<{ scans: number }>`
			select (coalesce(seq_scan, 0) + coalesce(idx_scan, 0))::int as scans from pg_stat_xact_user_tables
			where schemaname = 'community' and relname = ${table}`
			.execute(db)
			.then(({ rows }) => rows[0]?.scans ?? 0);
	const read = await place
		.as(asker)
		.db.transaction()
		.execute(async (db) => {
			// Counts of the connection that were not handed over yet stand in there, too.
			const before = [await scans(db, 'reaction'), await scans(db, 'reaction_count')] as const;
			await readThread({ ...place.as(asker), db }, { thread: thread.id });
			return {
				one: (await scans(db, 'reaction')) - before[0],
				counts: (await scans(db, 'reaction_count')) - before[1],
			};
		});
	expect(read.one).toBe(0);
	expect(read.counts).toBeGreaterThan(0);
});
