import { afterAll, beforeAll, expect, it } from 'vitest';
import '#app/reviewer.ts';
import { createCategory, postComment, startThread } from '#community/server/index.ts';
import { changeProfile, createMember, readProfile } from '#membership/server/index.ts';
import { chooseWatched, decideReport, forgetWatched, isProfileWaiting, listReports } from '#moderation/server/index.ts';
import type { Actor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Extract<Actor, { kind: 'member' }>;
let place: TestSite;
let owner: Member;
let number = 0;

async function sow(name: string, role: 'member' | 'owner' = 'member'): Promise<Member> {
	const { id, handle } = await createMember(place.system(), { name, email: `w${++number}@example.com`, role });
	return { kind: 'member', member: id, name, handle, role };
}
beforeAll(async () => {
	place = await testSite();
	owner = await sow('店主', 'owner');
	await chooseWatched(place.as(owner), { words: '加賴\n賭博' } as never);
	// As every process does when it hears that they changed.
	forgetWatched(place.site.handle);
});
afterAll(() => place.close());

const waiting = async (who: Member) =>
	(await listReports(place.as(owner), {})).filter(({ author }) => author?.id === who.member);
const bioOf = async (handle: string) => (await readProfile(place.as(), { handle })).bio;
const change = (who: Member, more: object) => changeProfile(place.as(who), { member: who.member, ...more });

it('lets nobody read what has a watched word in it until somebody has looked, and tells whoever wrote it', async () => {
	const mei = await sow('小美');
	await change(mei, { bio: '喜歡醬油' });
	expect([await waiting(mei), await isProfileWaiting(place.as(mei), {})]).toEqual([[], false]);
	await change(mei, { bio: '找我请 加-赖' });
	expect(await bioOf(mei.handle)).toBe('');
	expect(await isProfileWaiting(place.as(mei), {})).toBe(true);
	expect(await isProfileWaiting(place.as(owner), {})).toBe(false);
	const [report] = await waiting(mei);
	expect(report).toMatchObject({ about: 'profile', heldFor: ['words:加賴'], name: null, may: { decide: true } });
	expect(report?.copy?.[0]?.text).toContain('找我请 加-赖');
	// Changed once more it is one that waits, as it stands now; whoever decides about the former is told that it is gone.
	await change(mei, { bio: '加賴聊賭博' });
	const [now, ...more] = await waiting(mei);
	expect([now?.heldFor.toSorted(), more]).toEqual([['words:加賴', 'words:賭博'].toSorted(), []]);
	await expect(decideReport(place.as(owner), { report: report?.id, verdict: 'keep' } as never)).rejects.toMatchObject({
		code: 'report.not-found',
	});
	await decideReport(place.as(owner), { report: now?.id, verdict: 'keep' } as never);
	expect([await bioOf(mei.handle), await isProfileWaiting(place.as(mei), {})]).toEqual(['加賴聊賭博', false]);
	// What was found right is not looked at again.
	await change(mei, { bio: '別的' });
	await change(mei, { bio: '加賴聊賭博' });
	expect(await waiting(mei)).toEqual([]);
	// Whoever takes it back themselves does not wait.
	await change(mei, { bio: '又 賭博' });
	await change(mei, { bio: '不賭了' });
	expect([await waiting(mei), await bioOf(mei.handle)]).toEqual([[], '不賭了']);
});

it('looks at the name of whoever joins, has what they say wait with it, and takes the name away with the rest', async () => {
	const { id: category } = await createCategory(place.system(), { slug: 'looked', name: '閒聊' });
	const { id: thread } = await startThread(place.as(owner), {
		category,
		title: '大家好嗎今天',
		body: { text: '說一句話' },
	});
	const advert = await sow('加賴abc賺錢');
	const [report] = await waiting(advert);
	expect(report?.heldFor).toEqual(['words:加賴']);
	const { id } = await postComment(place.as(advert), { thread, body: { text: '這個醬油真香' } });
	await place.runJobs();
	const held = async () =>
		(await place.site.sql`select held_for from moderation.item where comment = ${id} and decision is null`)[0];
	expect(await held()).toEqual({ held_for: ['profile'] });
	await decideReport(place.as(owner), { report: report?.id, verdict: 'warn', reason: 'spam' } as never);
	const [row] = await place.site.sql`select name, handle from membership.member where id = ${advert.member}`;
	expect(row?.['name']).toBe(`會員 ${advert.member}`);
	expect(row?.['handle']).toMatch(/^member-[a-z0-9_-]+$/);
	await place.runJobs();
	expect(
		JSON.stringify(await place.site.sql`select * from membership.member where id = ${advert.member}`),
	).not.toContain('加賴');
	place.clock.advance(60_000);
	const after = await postComment(place.as(advert), { thread, body: { text: '我改過自新了，請多指教' } });
	await place.runJobs();
	expect(await place.site.sql`select from moderation.item where comment = ${after.id}`).toHaveLength(0);
});

it('leaves alone who works here, and whose name only looks like it', async () => {
	await change(owner, { bio: '不要加賴' });
	expect([await waiting(owner), await bioOf(owner.handle)]).toEqual([[], '不要加賴']);
	expect(await waiting(await sow('賴小姐'))).toEqual([]);
});

it('looks at the choices of a poll as at its title', async () => {
	const { id: category } = await createCategory(place.system(), { slug: 'polls', name: '投票' });
	const asker = await sow('阿明');
	place.clock.advance(86_400_000);
	const poll = { choices: ['好', '加賴聊'] };
	const begun = { category, kind: 'poll', title: '要不要辦聚餐呢', body: { text: '大家選選看' }, poll } as const;
	const { comment } = await startThread(place.as(asker), begun as never);
	const [row] = await place.site.sql`select held is not null as held from community.comment where id = ${comment}`;
	expect(row).toEqual({ held: true });
});
