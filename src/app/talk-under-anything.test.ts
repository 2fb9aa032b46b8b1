import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import {
	findCommentPath,
	findThread,
	followThread,
	holdComment,
	listMemberThreads,
	listSaid,
	mergeThread,
	openThread,
	postComment,
	readDigest,
	readThread,
	releaseHeld,
	splitThread,
	startThread,
	withdrawThread,
} from '#community/server/index.ts';
import { sowCategory, sowMember } from '#community/server/sow.ts';
import { listConversations } from '#inbox/server/index.ts';
import { decideComment, flagComment, listLog, listQueue, undoDecision } from '#moderation/server/index.ts';
import { listNotices } from '#notification/server/index.ts';
import { search } from '#search/server/index.ts';
import { listFeedComments } from '#seo/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

/**
 * A conversation hangs under whatever a module says: `trial:1` is nothing that any room knows of, and everything that is done with a conversation is
 * done with it, at the address of the page that it belongs to. Whoever needs a line of code here for a new thing has found a gap.
 */
type Member = Extract<Actor, { kind: 'member' }>;
const subject = 'trial:1';
const path = '/trials/1-soy-paste';
let place: TestSite;
let [mei, wei, moderator] = [] as unknown as [Member, Member, Member];
let thread: number;
beforeAll(async () => {
	place = await testSite();
	[mei, wei] = [await sowMember(place.system()), await sowMember(place.system())];
	moderator = await sowMember(place.system(), 'moderator');
	({ id: thread } = await openThread(place.system(), { subject, title: '試用：豆油膏', path }));
});
afterAll(() => place.close());

const say = async (by: Member, text: string, parent: number | null = null) => {
	place.clock.advance(600_000);
	const { id } = await postComment(place.as(by), { thread, parent, body: { text } });
	await place.runJobs();
	return id;
};
const found = async (question: string, by?: Actor) => (await search(place.as(by), { question })).items;
const words = async (by?: Actor) => {
	const { comments } = await readThread(place.as(by), { thread });
	return comments.flatMap(({ state, html, replies }) => [
		...(state === 'shown' ? [html] : []),
		...replies.map((reply) => reply.html),
	]);
};
const unread = async (who: Member) =>
	(await listMemberThreads(place.site.sql, { ...who, list: 'unread', before: null, now: place.clock.now() })).items;
const facts = async () =>
	(await place.site.sql<{ name: string; things: string[] }[]>`select name, things from platform.event order by id`).map(
		({ name, things }) => `${name} ${things.join(' ')}`,
	);

it('is opened once, written on by members and by whoever joins afterwards, and read where it belongs', async () => {
	expect(await openThread(place.system(), { subject, title: '試用：豆油膏', path })).toEqual({ id: thread });
	expect(await findThread(place.as(), { subject })).toMatchObject({
		id: thread,
		path,
		category: null,
		comment_count: 0,
	});
	const first = await say(mei, '用了一週，香氣很足');
	const { token } = await holdComment(place.as(), { thread, text: '還沒加入也想問' });
	await releaseHeld(place.as(wei), { token });
	await say(wei, '謝謝分享，鹹嗎', first);
	expect(await words()).toEqual(['<p>用了一週，香氣很足</p>', '<p>謝謝分享，鹹嗎</p>', '<p>還沒加入也想問</p>']);
	expect(await findCommentPath(place.as(), { id: first })).toBe(`${path}#comment-${first}`);
	// Whatever page shows it is about it, and is dropped with what is said.
	const told = await facts();
	expect(told.filter((fact) => fact.startsWith('thread.opened') && fact.includes(subject))).toHaveLength(1);
	expect(told.filter((fact) => fact.startsWith('comment.posted') && fact.includes(subject))).toHaveLength(3);
	expect((await findThread(place.as(), { subject }))?.comment_count).toBe(3);
});

it('is found, followed, told of in notices, digest and inbox, and has its feed', async () => {
	await followThread(place.as(mei), { thread, level: 'watch' });
	const since = place.clock.now();
	const id = await say(wei, `@${mei.handle} 瓶口的設計真好`);
	expect(await found('瓶口的設計')).toMatchObject([
		{ kind: 'comment', title: '試用：豆油膏', path: expect.any(String) },
	]);
	expect((await listNotices(place.as(mei), {})).items).toMatchObject([{ title: '試用：豆油膏', comment: id }, {}]);
	expect(await unread(mei)).toMatchObject([{ id: thread, path, subject }]);
	const digest = await readDigest(place.site.sql, { ...mei, since, now: place.clock.now() });
	expect(digest.followed).toMatchObject([{ id: thread, path, count: 1 }]);
	const open = (await listConversations(place.as({ ...moderator, role: 'editor' }), { limit: 100 })).items;
	expect(open.map(({ thread: title }) => title)).toContain('試用：豆油膏');
	const feed = await listFeedComments(place.as(), { thread });
	expect(feed).toMatchObject({ thread: { path }, found: { items: [{ authors: [wei.name] }, {}, {}, {}] } });
	expect((await listSaid(place.as(), { member: wei.member }))[0]).toMatchObject({ title: '試用：豆油膏' });
});

it('is kept in order as everything is: flagged, hidden for a published reason, shown again, brought together and split', async () => {
	const id = await say(wei, '買三送一，加我的賴');
	await flagComment(place.as(mei), { comment: id, reason: 'spam' });
	const [item] = (await listQueue(place.as(moderator), {})).items.filter(({ comment }) => comment === id);
	expect(item).toMatchObject({ thread: { title: '試用：豆油膏', path } });
	const { decision } = (await decideComment(place.as(moderator), { comment: id, verdict: 'hide', reason: 'spam' })) as {
		decision: number;
	};
	await place.runJobs();
	expect(JSON.stringify([await words(), await found('買三送一')])).not.toContain('買三送一');
	expect(JSON.stringify(await listLog(place.as(mei), {}))).toContain('試用：豆油膏');
	await undoDecision(place.as(moderator), { decision } as never);
	await place.runJobs();
	expect(await words()).toContainEqual('<p>買三送一，加我的賴</p>');
	const category = (await sowCategory(place.system())).id;
	const begun = { category, title: '有人試過豆油膏嗎', body: { text: '想聽聽大家的' } };
	place.clock.advance(600_000);
	const { id: asked } = await startThread(place.as(mei), begun);
	await mergeThread(place.as(moderator), { thread: asked, into: thread });
	expect(await words()).toContainEqual('<p>想聽聽大家的</p>');
	const chosen = { thread, comments: [id], title: '另外說的一件事', category };
	await splitThread(place.as(moderator), chosen);
	await place.runJobs();
	expect(await words()).not.toContainEqual('<p>買三送一，加我的賴</p>');
});

it('goes with its thing, from every place where it was told of, and comes back with it at its new address', async () => {
	const told = async () => [
		...(await found('香氣很足', mei)),
		...(await unread(mei)),
		...(await listNotices(place.as(mei), {})).items,
	];
	expect((await told()).map(({ title }) => title)).toContain('試用：豆油膏');
	await withdrawThread(place.system(), { subject });
	await place.runJobs();
	await expect(readThread(place.as(mei), { thread })).rejects.toMatchObject({ status: 404 });
	await expect(listFeedComments(place.as(), { thread })).rejects.toMatchObject({ status: 404 });
	await expect(say(mei, '還能說嗎')).rejects.toMatchObject({ status: 404 });
	expect((await told()).map(({ title }) => title)).not.toContain('試用：豆油膏');
	await openThread(place.system(), { subject, title: '試用：豆油膏（第二批）', path: '/trials/1-second' });
	await place.runJobs();
	expect(await findThread(place.as(), { subject })).toMatchObject({ id: thread, path: '/trials/1-second' });
	expect(await found('香氣很足')).toMatchObject([{ title: '試用：豆油膏（第二批）' }]);
	const [first] = (await readThread(place.as(), { thread })).comments;
	expect(await findCommentPath(place.as(), { id: first?.id ?? 0 })).toMatch(/^\/trials\/1-second/);
});

it('asks for reviews where its module says so, and counts them', async () => {
	const asked = { subject: 'trial:2', kind: 'review' as const, title: '試用：蔭油', path: '/trials/2' };
	const { id } = await openThread(place.system(), asked);
	place.clock.advance(600_000);
	await postComment(place.as(mei), { thread: id, body: { text: '有點鹹' }, stars: 2, disclosed: 'sample' });
	expect(await findThread(place.as(), { subject: 'trial:2' })).toMatchObject({ stars: [0, 1, 0, 0, 0] });
	await place.runJobs();
	expect(await found('有點鹹 kind:review')).toMatchObject([{ title: '試用：蔭油' }]);
});

it.each(['trial', 'trial:', 'trial:x', 'Trial:1', '__proto__', 'trial:1;drop', `${'t'.repeat(41)}:1`])(
	'%s is no subject',
	async (wrong) => {
		const asked = { subject: wrong, title: '標題', path };
		await expect(openThread(place.system(), asked)).rejects.toMatchObject({ status: 422 });
	},
);

it.each(['trials/1', '//evil.example', '/\\evil.example', 'https://evil.example/'])(
	'%s is no page of this site',
	async (wrong) => {
		await expect(openThread(place.system(), { subject, title: '標題', path: wrong })).rejects.toMatchObject({
			status: 422,
		});
	},
);
