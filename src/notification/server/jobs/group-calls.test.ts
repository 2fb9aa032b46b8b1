import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import {
	createCategory,
	editComment,
	listMentionable,
	listThreads,
	postComment,
	startThread,
} from '#community/server/index.ts';
import { sowMember } from '#community/server/sow.ts';
import {
	changeProfile,
	createMember,
	hushGroup,
	joinGroup,
	keepGroup,
	leaveGroup,
	listGroups,
	readGroup,
	removeGroup,
	seatInGroup,
	unseatFromGroup,
} from '#membership/server/index.ts';
import { listNotices } from '#notification/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Extract<Actor, { kind: 'member' }>;
let place: TestSite;
let [editor, moderator, mei, xiong, outsider]: Member[] = [];
let category: number;
let thread: number;
let number = 0;

const as = (member: Member | undefined) => place.as(member!);
const told = async (member: Member | undefined) =>
	(await listNotices(as(member), {})).items.map(({ kind, group, text }) => `${kind} ${group ?? ''} ${text}`);

beforeAll(async () => {
	place = await testSite();
	editor = await sowMember(place.system(), 'editor', 60);
	moderator = await sowMember(place.system(), 'moderator', 60);
	category = (await createCategory(place.system(), { slug: 'room', name: '房間' })).id;
});
beforeEach(async () => {
	place.clock.advance(2 * 86_400_000);
	[mei, xiong, outsider] = [
		await sowMember(place.system(), 'member', 60),
		await sowMember(place.system(), 'member', 60),
		await sowMember(place.system(), 'member', 60),
	];
	thread = (
		await startThread(as(outsider), { category, title: `一個話題 ${++number}`, body: { text: '大家好，來聊聊' } })
	).id;
	place.clock.advance(60_000);
	await place.runJobs();
});
afterAll(() => place.close());

const group = async (more: object = {}) =>
	keepGroup(as(editor), { handle: `夥伴${++number}`, name: '試用夥伴', calledBy: 'members', ...more } as never);
const say = async (member: Member | undefined, text: string) => {
	place.clock.advance(60_000);
	const { id } = await postComment(as(member), { thread, body: { text } });
	await place.runJobs();
	return id;
};

describe('who gets in', () => {
	it('walks in, asks, or is put in; by nobody twice, and out again', async () => {
		const open = await group({ joinedBy: 'anybody' });
		expect(await joinGroup(as(mei), { group: open.id })).toEqual({ id: open.id, own: 'in' });
		expect(await joinGroup(as(mei), { group: open.id })).toEqual({ id: open.id, own: 'in' });
		await leaveGroup(as(mei), { group: open.id });
		expect(await readGroup(as(mei), { group: open.id })).toMatchObject({ own: 'out', members: 0, people: [] });

		const asking = await group({ joinedBy: 'asking' });
		expect(await joinGroup(as(mei), { group: asking.id })).toMatchObject({ own: 'waiting' });
		expect(await joinGroup(as(mei), { group: asking.id })).toMatchObject({ own: 'waiting' });
		expect(await readGroup(as(xiong), { group: asking.id })).toMatchObject({ waiting: 0, asking: [], people: [] });
		expect((await readGroup(as(moderator), { group: asking.id })).asking).toMatchObject([{ id: mei!.member }]);
		await expect(seatInGroup(as(xiong), { group: asking.id, member: mei!.member })).rejects.toMatchObject({
			status: 403,
		});
		await seatInGroup(as(moderator), { group: asking.id, member: mei!.member });
		expect(await readGroup(as(mei), { group: asking.id })).toMatchObject({ own: 'in', members: 1 });

		const closed = await group();
		await expect(joinGroup(as(mei), { group: closed.id })).rejects.toMatchObject({ code: 'group.shut' });
		await seatInGroup(as(moderator), { group: closed.id, handle: `@${mei!.handle}` });
		await unseatFromGroup(as(moderator), { group: closed.id, member: mei!.member });
		expect(await readGroup(as(mei), { group: closed.id })).toMatchObject({ own: 'out' });
		await expect(seatInGroup(as(moderator), { group: closed.id, handle: 'nobody-here' })).rejects.toMatchObject({
			details: { fields: [{ path: 'handle', key: 'member-unknown' }] },
		});
	});

	it('takes one of fifty who ask at once, once', async () => {
		const open = await group({ joinedBy: 'anybody' });
		await Promise.all(Array.from({ length: 50 }, () => joinGroup(as(mei), { group: open.id })));
		const [facts] = await place.site.sql<{ count: number }[]>`
			select count(*)::int as count from platform.event where name = 'group.entered' and data->>'group' = ${String(open.id)}`;
		expect(facts?.count).toBe(1);
	});

	it('is not there for whoever it is not for, and shows passers-by nobody', async () => {
		const secret = await group({ seenBy: 'group', joinedBy: 'asking' });
		await seatInGroup(as(moderator), { group: secret.id, member: mei!.member });
		for (const ctx of [place.as(), as(xiong)]) {
			await expect(readGroup(ctx, { group: secret.id })).rejects.toMatchObject({ code: 'group.not-found' });
			expect((await listGroups(ctx, {})).map(({ id }) => id)).not.toContain(secret.id);
		}
		await expect(joinGroup(as(xiong), { group: secret.id })).rejects.toMatchObject({ code: 'group.not-found' });
		expect((await readGroup(as(mei), { group: secret.id })).people).toHaveLength(1);
		const shown = await group({ seenBy: 'everybody' });
		await seatInGroup(as(moderator), { group: shown.id, member: mei!.member });
		expect(await readGroup(place.as(), { group: shown.id })).toMatchObject({ members: 1, people: null });
	});

	it('has a name that is nobody else’s', async () => {
		const { handle } = await group();
		await expect(keepGroup(as(editor), { handle: mei!.handle, name: '別的' })).rejects.toMatchObject({ status: 422 });
		await expect(group({ handle })).rejects.toMatchObject({ status: 422 });
		await expect(keepGroup(as(editor), { handle: '小編', name: '別的' })).rejects.toMatchObject({ status: 422 });
		await expect(changeProfile(as(mei), { member: mei!.member, handle })).rejects.toMatchObject({ status: 422 });
		const joined = await createMember(place.system(), {
			name: handle,
			email: `${++number}@example.com`,
			role: 'member',
		});
		expect(joined.handle).not.toBe(handle);
		await expect(keepGroup(as(moderator), { handle: 'x', name: '別的' })).rejects.toMatchObject({ status: 403 });
	});
});

describe('a call', () => {
	it('tells who is in it, once, as the group; not its author, not who waits, hushed it or came later', async () => {
		const { id, handle } = await group({ joinedBy: 'asking' });
		for (const one of [mei, xiong, outsider]) await seatInGroup(as(moderator), { group: id, member: one!.member });
		const [waiting, later] = [
			await sowMember(place.system(), 'member', 60),
			await sowMember(place.system(), 'member', 60),
		];
		await joinGroup(as(waiting), { group: id });
		await hushGroup(as(xiong), { group: id, on: true });
		const comment = await say(outsider, `@${handle} 請看這裡`);
		expect(await told(mei)).toEqual([`mention 試用夥伴 @${handle} 請看這裡`]);
		expect([await told(xiong), await told(outsider), await told(waiting)]).toEqual([[], [], []]);
		await seatInGroup(as(moderator), { group: id, member: later.member });
		// Whose own name stands there is called by it; nobody is told twice.
		await editComment(as(outsider), { id: comment, body: { text: `@${handle} 還有 @${xiong!.handle} 請看` } });
		await place.runJobs();
		expect(await told(xiong)).toEqual([`mention  @${handle} 還有 @${xiong!.handle} 請看`]);
		expect(await told(mei)).toHaveLength(1);
	});

	it('is a word where the writer may not call, whatever link they write', async () => {
		const { id, handle } = await group({ calledBy: 'group' });
		await seatInGroup(as(moderator), { group: id, member: mei!.member });
		await say(outsider, `@${handle} 請看`);
		place.clock.advance(60_000);
		await postComment(as(outsider), { thread, body: { markdown: `[@${handle}](/groups/${handle}) 請看第二次` } });
		await place.runJobs();
		expect(await told(mei)).toEqual([]);
		expect(await listMentionable(as(outsider), { q: handle })).toEqual([]);
		expect(await listMentionable(as(mei), { q: handle })).toEqual([{ handle, name: '試用夥伴' }]);
		await say(mei, `@${handle} 我也請大家看`);
		expect(await told(moderator)).toEqual([]);
	});

	it('is for nobody who may not read there, and who left hears nothing of before', async () => {
		const { id, handle } = await group();
		const room = await createCategory(place.system(), {
			slug: `only-${number}`,
			name: '給夥伴',
			seenBy: 'some',
			see: [`group:${id}`],
		});
		for (const one of [mei, xiong]) await seatInGroup(as(moderator), { group: id, member: one!.member });
		const titles = async (one: Member | undefined) => (await listThreads(as(one), { category: room.id })).items.length;
		await startThread(as(mei), { category: room.id, title: '只給夥伴看', body: { text: `@${handle} 這裡只有我們` } });
		await place.runJobs();
		expect([await titles(mei), await titles(xiong)]).toEqual([1, 1]);
		expect(await told(xiong)).toEqual([expect.stringMatching(/^mention 試用夥伴/)]);
		expect(await titles(outsider)).toBe(0);
		await unseatFromGroup(as(moderator), { group: id, member: xiong!.member });
		expect(await told(xiong)).toEqual([]);
		expect(await titles(xiong)).toBe(0);
		await removeGroup(as(editor), { id });
		expect(await titles(mei)).toBe(0);
		expect(await titles(moderator)).toBe(1);
	});
});

describe('calling everybody all day', () => {
	it('is not for newcomers', async () => {
		const { handle } = await group();
		const fresh = await sowMember(place.system(), 'member', 0);
		place.clock.advance(60_000);
		await expect(postComment(as(fresh), { thread, body: { text: `@${handle} 大家快來` } })).rejects.toMatchObject({
			code: 'group.call-too-new',
		});
	});

	it('ends after five in a day, two in a text, and a hundred people', async () => {
		const groups = [await group(), await group(), await group()];
		const [one, two, three] = groups.map(({ handle }) => `@${handle}`);
		await expect(say(mei, `${one} ${two} ${three} 一起來`)).rejects.toMatchObject({ code: 'group.call-too-many' });
		for (const text of ['早安', '午安']) await say(mei, `${one} ${two} ${text}`);
		await say(mei, `${three} 晚安`);
		await expect(say(mei, `${three} 再一次晚安`)).rejects.toMatchObject({ code: 'group.call-too-often' });
		// What was refused left nothing, and changing what was said does not get around it.
		const plain = await say(mei, '那就不叫了');
		await expect(editComment(as(mei), { id: plain, body: { text: `${one} 又來了` } })).rejects.toMatchObject({
			code: 'group.call-too-often',
		});
		await say(moderator, `${one} 這裡有公告`);
		await place.site.sql`insert into membership.member (handle, name, email, joined)
			select 'crowd-' || ${number} || n, '人', 'crowd' || ${number} || n || '@example.com', now() from generate_series(1, 101) n`;
		await place.site.sql`insert into membership.group_member (member_group, member, joined)
			select ${groups[0]!.id}, id, now() from membership.member where handle like ${`crowd-${number}%`}`;
		await expect(say(xiong, `${one} 這麼多人`)).rejects.toMatchObject({ code: 'group.call-too-large' });
		await say(editor, `${one} 這麼多人也可以`);
	});

	it('ends after ten of one group, however many take turns or press at once', async () => {
		const { id, handle } = await group();
		const people = await Promise.all(Array.from({ length: 14 }, () => sowMember(place.system(), 'member', 60)));
		place.clock.advance(60_000);
		const done = await Promise.allSettled(
			people.map((one, index) => postComment(as(one), { thread, body: { text: `@${handle} 第 ${index} 個人叫` } })),
		);
		expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
		const [calls] = await place.site.sql<{ count: number }[]>`
			select count(*)::int as count from community.group_call where member_group = ${id}`;
		expect(calls?.count).toBe(10);
	});
});
