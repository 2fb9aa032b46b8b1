import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import {
	acceptAnswer,
	beModest,
	chooseHighlight,
	countHelpers,
	createCategory,
	deleteComment,
	hideComment,
	listHelpers,
	postComment,
	react,
	readHighlight,
	readModest,
	startThread,
} from '#community/server/index.ts';
import { createMember, suspendMember } from '#membership/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { tellHighlight } from '#web/tell-highlight.ts';

type Member = Extract<Actor, { kind: 'member' }>;
const day = 86_400_000;
let place: TestSite;
let category: number;
let number = 0;
let owner: Member;

async function sow(name: string, more: object = {}): Promise<Member> {
	const joined = new Date(place.clock.now().getTime() - 90 * day);
	const { id, handle } = await createMember(place.system(), {
		name,
		email: `h${++number}@example.com`,
		joined,
		...more,
	});
	await place.site.sql`insert into community.trust (member, level, weighed) values (${id}, 2, now())`;
	return { kind: 'member', member: id, name, handle, role: 'member', ...more } as Member;
}
const ask = async (by: Member, title: string): Promise<number> => {
	place.clock.advance(61_000);
	return (
		await startThread(place.as(by), { category, kind: 'question', title, body: { text: `${title}，想請教大家` } })
	).id;
};
const say = async (by: Member, thread: number, text: string): Promise<number> => {
	place.clock.advance(61_000);
	return (await postComment(place.as(by), { thread, body: { text } })).id;
};
const names = async (span: 'week' | 'month' | 'all' = 'week'): Promise<string[]> => {
	await countHelpers.run(place.system(), {});
	return (await listHelpers(place.as(), { span })).map(
		({ place: rank, name, answers, people }) => `${rank} ${name} ${answers}+${people}`,
	);
};
const facts = async (): Promise<number> =>
	(
		await place.site.sql<
			{ count: number }[]
		>`select count(*)::int as count from platform.event where name = 'helper.counted'`
	)[0]?.count ?? 0;

beforeAll(async () => {
	place = await testSite();
	owner = await sow('店長', { role: 'owner' });
	category = (await createCategory(place.system(), { slug: 'help', name: '互助' })).id;
});
afterAll(() => place.close());

it('lists who helped and not who talks, and cannot be filled by friends, new accounts or oneself', async () => {
	const [helper, loud, asker, friend] = [await sow('幫手'), await sow('話多'), await sow('發問人'), await sow('朋友')];
	const fresh = await sow('新帳號');
	await place.site.sql`update community.trust set level = 0 where member = ${fresh.member}`;
	const thread = await ask(asker, '醬油要冰嗎');
	const answer = await say(helper, thread, '開封以後放冰箱就可以了');
	for (let count = 0; count < 8; count++) await say(loud, thread, `我來說第 ${count} 句沒有用的話`);
	await acceptAnswer(place.as(asker), { comment: answer });
	// One person counts once, however often they thank; whoever is new does not, nor does oneself.
	for (const sign of ['👍', '❤️']) await react(place.as(asker), { comment: answer, sign, on: true });
	for (const one of [friend, fresh, owner]) await react(place.as(one), { comment: answer, sign: '👍', on: true });
	await react(place.as(helper), { comment: answer, sign: '👍', on: true }).catch(() => undefined);
	expect(await names()).toEqual(['1 幫手 1+3']);
	const before = await facts();
	expect(await names()).toEqual(['1 幫手 1+3']);
	expect(await facts()).toBe(before);
	// Two friends accept each other's answers all day long.
	for (let count = 0; count < 5; count++) {
		const mine = await ask(friend, `第 ${count} 個問題怎麼做`);
		await acceptAnswer(place.as(friend), { comment: await say(loud, mine, '這樣做就好了，很簡單') });
	}
	const own = await ask(loud, '自己問自己');
	await acceptAnswer(place.as(loud), { comment: await say(loud, own, '自己回答自己的問題') });
	const work = await ask(asker, '幾點開門');
	await acceptAnswer(place.as(asker), { comment: await say(owner, work, '每天早上十點開門') });
	expect(await names()).toEqual(['1 話多 3+0', '2 幫手 1+3']);
	// Who does not want to be listed is off at once, and on again when they say so.
	await expect(beModest(place.as(helper), { member: loud.member, modest: true })).rejects.toMatchObject({
		status: 403,
	});
	await beModest(place.as(loud), { member: loud.member, modest: true });
	expect((await listHelpers(place.as(), { span: 'week' })).map(({ name }) => name)).toEqual(['幫手']);
	expect(await readModest(place.as(loud), { member: loud.member })).toBe(true);
	expect(await names()).toEqual(['1 幫手 1+3']);
	await beModest(place.as(loud), { member: loud.member, modest: false });
	expect(await names()).toHaveLength(2);
	await suspendMember(place.as(owner), { member: loud.member });
	expect((await listHelpers(place.as(), { span: 'week' })).map(({ name }) => name)).toEqual(['幫手']);
	// What is taken away takes its points along, and a week is a week.
	await hideComment(place.as(owner), { id: answer });
	expect(await names()).toEqual([]);
	place.clock.advance(8 * day);
	expect(await names()).toEqual([]);
});

it('chooses the thread in which most members talked with each other, on Monday, once; the house tells of it in one step', async () => {
	const people = [await sow('甲'), await sow('乙'), await sow('丙'), await sow('丁')] as [
		Member,
		Member,
		Member,
		Member,
	];
	const busy = await ask(people[0], '一個人說很多');
	for (let count = 0; count < 6; count++) await say(people[0], busy, `自己說第 ${count} 句給自己聽`);
	const lively = await ask(people[1], '大家都在聊的事');
	for (const one of [people[0], people[2], people[3]]) await say(one, lively, `${one.name} 覺得這樣比較好`);
	const loved = await say(people[2], lively, '我試過，<b>真的</b>可以放三個月');
	await react(place.as(people[3]), { comment: loved, sign: '👍', on: true });
	await chooseHighlight.run(place.system(), {});
	expect(await readHighlight(place.as(owner), {})).toBeNull();
	place.clock.advance(7 * day);
	await chooseHighlight.run(place.system(), {});
	await chooseHighlight.run(place.system(), {});
	expect(await readHighlight(place.as(owner), {})).toMatchObject({
		title: '大家都在聊的事',
		talkers: 4,
		people: 1,
		reply: { name: '丙' },
		told: null,
	});
	// A review is passed on with its stars; what its author was given something for is not.
	const rate = (disclosed: string | null) =>
		place.site
			.sql`update community.comment set stars = ${disclosed && 2}, disclosed = ${disclosed} where id = ${loved}`;
	await rate('nothing');
	expect((await readHighlight(place.as(owner), {}))?.reply?.text).toMatch(/^★★☆☆☆ 我試過/);
	await rate('sample');
	expect((await readHighlight(place.as(owner), {}))?.reply).toMatchObject({ name: '甲' });
	await rate(null);
	await expect(readHighlight(place.as(people[0]), {})).rejects.toMatchObject({ status: 403 });
	await expect(tellHighlight(place.as(people[0]), {})).rejects.toMatchObject({ status: 403 });
	// Without a topic there is no newsletter: then there is no article and no post either.
	await place.site.sql`update notification.topic set retired = now()`;
	await expect(tellHighlight(place.as(owner), {})).rejects.toMatchObject({ code: 'mailing.no-topic' });
	const articles = () =>
		place.site.sql<{ title: string; body_html: string }[]>`select title, body_html from content.article`;
	expect(await articles()).toHaveLength(0);
	await place.site.sql`update notification.topic set retired = null`;
	const told = await tellHighlight(place.as(owner), {});
	const [article] = await articles();
	expect(article?.title).toBe('本週討論：大家都在聊的事');
	expect(article?.body_html).toContain('&lt;b&gt;真的');
	expect(article?.body_html).toContain(`/community/help/${lively}`);
	const [draft] = await place.site.sql`select text, article from publishing.draft where id = ${told.draft}`;
	expect(draft?.['text']).toContain('大家都在聊的事');
	await expect(tellHighlight(place.as(owner), {})).rejects.toMatchObject({ code: 'highlight.told' });
	expect(await articles()).toHaveLength(1);
	// A week in which nobody talked has none, and the same thread is not chosen twice.
	for (const one of people) await say(one, lively, `${one.name} 又來說了一句`);
	place.clock.advance(7 * day);
	await chooseHighlight.run(place.system(), {});
	const [{ count } = {}] = await place.site.sql`select count(*)::int as count from community.highlight`;
	expect(count).toBe(1);
	await deleteComment(place.as(people[1]), {
		id: (await place.site.sql`select opening from community.thread where id = ${lively}`)[0]?.['opening'] as number,
	});
	expect(await readHighlight(place.as(owner), {})).toBeNull();
});
