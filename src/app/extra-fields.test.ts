import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import * as community from '#community/server/index.ts';
import { sowCategory, sowMember } from '#community/server/sow.ts';
import { flagComment } from '#moderation/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

/**
 * Whoever sends more than a form has fields for (whose words these are, since when, that nobody may answer) is not believed: what a row says of itself
 * is decided by who asks (Discourse CVE-2026-28219, BuddyPress CVE-2021-21389).
 */
type Member = Extract<Actor, { kind: 'member' }>;
let place: TestSite;
let [mei, wei] = [] as unknown as [Member, Member];
let category: number;
let thread: number;
let comment: number;
beforeAll(async () => {
	place = await testSite();
	wei = await sowMember(place.system());
	category = (await sowCategory(place.system(), 'members', ['discussion', 'poll', 'idea', 'question'])).id;
	const begun = { category, author: wei.member, title: '大家來說', body: { text: '一句話' } };
	({ id: thread, comment } = await community.startThread(place.system(), begun));
});
beforeEach(async () => {
	mei = await sowMember(place.system());
	place.clock.advance(600_000);
});
afterAll(() => place.close());

const past = new Date('2001-01-01T00:00:00Z');
/** Whatever columns there are, and what programs call them. */
const more = (): object => ({
	id: 1,
	author: wei.member,
	member: wei.member,
	posted: past,
	opened: past,
	saved: past,
	made: past,
	flagged: past,
	hidden: past,
	hidden_by: wei.member,
	held: past,
	deleted: past,
	edited: past,
	edited_by: wei.member,
	edits: 9,
	closed: past,
	withdrawn: past,
	pinned: past,
	pinned_in: 'everywhere',
	pinned_by: wei.member,
	merged_into: 1,
	subject: 'article:1',
	path: '//evil.example',
	slug: 'evil',
	comment_count: 999,
	vote_count: 999,
	votes: 999,
	origin: { network: 'fediverse', author: '假的', id: 'x', url: null },
	origin_network: 'fediverse',
	origin_author: '假的',
	body_html: '<script>1</script>',
	preview: 1,
	role: 'owner',
	actor: { kind: 'system' },
	decision: 1,
	verdict: 'hide',
});
const row = async (table: string, key: string, value: number): Promise<Record<string, unknown>> =>
	(await place.site.sql.unsafe(`select * from ${table} where ${key} = $1`, [value]))[0] as Record<string, unknown>;
const given = <T>(wanted: T): T => ({ ...more(), ...wanted });
const as = (): Ctx => place.as(mei);

it('a comment is of whoever sends it, of now, and of this house', async () => {
	const said = await community.postComment(as(), given({ thread, body: { text: '我自己說的' } }));
	const now = place.clock.now();
	const plain = {
		...{ author: mei.member, posted: now, hidden: null, held: null, deleted: null, edited: null, edits: 0 },
		...{ origin_network: null, origin_author: null, preview: null, body_html: '<p>我自己說的</p>' },
	};
	expect(said.id).not.toBe(1);
	expect(await row('community.comment', 'id', said.id)).toMatchObject(plain);
	await community.editComment(as(), { ...more(), id: said.id, body: { text: '我改過的' } });
	const changed = { edits: 1, edited_by: mei.member, edited: now, body_html: '<p>我改過的</p>' };
	expect(await row('community.comment', 'id', said.id)).toMatchObject({ ...plain, ...changed });
	expect(await row('community.thread', 'id', thread)).toMatchObject({
		author: wei.member,
		closed: null,
		comment_count: 2,
	});
});

it('a thread begins open, where it was asked for, with what was counted', async () => {
	for (const kind of ['idea', 'poll', 'question'] as const) {
		place.clock.advance(600_000);
		const poll = kind === 'poll' ? { choices: ['甲', '乙'], voters: 999, closed: past } : null;
		const wanted = { category, kind, title: `我開的${kind}`, body: { text: `說說${kind}` }, poll };
		const { id } = await community.startThread(as(), given(wanted));
		expect(await row('community.thread', 'id', id), kind).toMatchObject({
			...{ author: mei.member, opened: place.clock.now(), subject: null, kind, comment_count: 1 },
			...{ closed: null, hidden: null, pinned: null, pinned_in: null, merged_into: null, withdrawn: null },
			path: expect.stringMatching(/^\/community\/category-/),
		});
		if (kind === 'idea')
			expect(await row('community.idea', 'thread', id)).toMatchObject({ vote_count: 0, status: 'open' });
		if (kind === 'poll')
			expect(await row('community.poll', 'thread', id)).toMatchObject({ closed: null, voter_count: 0 });
	}
	await expect(
		community.startThread(
			as(),
			given({ category, kind: 'announcement', title: '我的公告', body: { text: '大家注意' } }),
		),
	).rejects.toMatchObject({ status: 403 });
});

it('what a member keeps, follows, presses and complains of is theirs', async () => {
	const sends: [string, () => Promise<unknown>, string][] = [
		['draft', () => community.keepDraft(as(), given({ thread, text: '還沒說' })), 'community.draft'],
		['begun', () => community.keepBegun(as(), given({ title: '還沒開', text: '先想想' }) as never), 'community.begun'],
		['bookmark', () => community.bookmarkComment(as(), given({ comment })), 'community.bookmark'],
		['reading', () => community.followThread(as(), given({ thread, level: 'watch' })), 'community.reading'],
		['following', () => community.followCategory(as(), given({ category, level: 'watch' })), 'community.following'],
		['reaction', () => community.react(as(), given({ comment, sign: '👍', on: true })), 'community.reaction'],
		['flag', () => flagComment(as(), given({ comment, reason: 'spam' })), 'moderation.flag'],
	];
	const count = async (table: string, member: number): Promise<number> =>
		(await place.site.sql.unsafe(`select count(*)::int as n from ${table} where member = $1`, [member]))[0]?.[
			'n'
		] as number;
	for (const [what, send, table] of sends) {
		const before = await count(table, wei.member);
		await send();
		expect([await count(table, mei.member), await count(table, wei.member)], what).toEqual([1, before]);
	}
	expect(await row('moderation.flag', 'member', mei.member)).toMatchObject({
		decision: null,
		flagged: place.clock.now(),
	});
	expect(await row('community.comment', 'id', comment)).toMatchObject({ hidden: null, held: null });
});

it('nobody calls themselves the product, or somebody else', async () => {
	const brought = { thread, text: '從別處來', posted: past, origin: { network: 'fediverse', author: '我', id: 'y' } };
	for (const send of [
		() => community.postForeignComment(as(), given(brought) as never),
		() => community.renameForeign(as(), given({ network: 'fediverse', comments: [comment], name: '我' })),
		() => community.openThread(as(), given({ subject: 'trial:7', title: '我的', path: '/trials/7' })),
		() => community.importComments(as(), given({ comments: [] }) as never),
		() => community.importThreads(as(), given({ threads: [] }) as never),
		() => community.pinThread(as(), given({ thread, where: 'everywhere' as const })),
	])
		await expect(send()).rejects.toMatchObject({ status: 403 });
});
