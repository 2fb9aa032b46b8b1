import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { sowMember } from '#community/server/sow.ts';
import { eraseMember, readProfile, suspendMember } from '#membership/server/index.ts';
import {
	countQueue,
	decideReport,
	listLog,
	listReports,
	moderationPerson,
	reportProfile,
} from '#moderation/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Extract<Actor, { kind: 'member' }>;
let place: TestSite;
let moderator: Member;
let editor: Member;
let [stranger, reporter]: Member[] = [];
beforeAll(async () => {
	place = await testSite();
	moderator = await sowMember(place.system(), 'moderator');
	editor = await sowMember(place.system(), 'editor');
});
beforeEach(async () => {
	stranger = await sowMember(place.system());
	reporter = await sowMember(place.system());
	await place.site.sql`update membership.member set bio = '加賴領優惠' where id = ${stranger.member}`;
	await place.site.sql`delete from moderation.report`;
});
afterAll(() => place.close());

const report = (more: object = {}, by: Actor | undefined = reporter) =>
	reportProfile(place.as(by), {
		member: stranger?.member ?? 0,
		reason: 'spam',
		words: '自我介紹是廣告',
		...more,
	} as never);
const waiting = () => listReports(place.as(moderator), {});
const decide = async (verdict: string, more: object = {}, by: Actor = moderator) =>
	decideReport(place.as(by), { report: (await waiting())[0]?.id ?? 0, verdict, reason: 'spam', ...more } as never);
const bio = async () => (await readProfile(place.as(), { handle: stranger?.handle ?? '' })).bio;
const mails = () => place.site.sql<{ subject: string; body_text: string }[]>`
	select subject, body_text from platform.mail order by id desc limit 1`;

it('a member’s page waits in the queue as it stood then, once, and nobody is told who complained', async () => {
	await report();
	await report({ words: '再說一次' });
	await place.site.sql`update membership.member set bio = '改掉了' where id = ${stranger?.member ?? 0}`;
	const [one, ...more] = await waiting();
	expect(more).toEqual([]);
	expect(one).toMatchObject({ about: 'profile', name: reporter?.name, words: '自我介紹是廣告', may: { decide: true } });
	expect(one?.copy?.[0]?.text).toBe(`${stranger?.name}\n\n加賴領優惠`);
	expect(await countQueue(place.as(moderator), {})).toBe(1);
	for (const who of [stranger, reporter, undefined])
		await expect(listReports(place.as(who), {})).rejects.toMatchObject({ status: who ? 403 : 401 });
});

it('is refused to visitors, of oneself, without words where no reason fits, of who is gone, and after ten a day', async () => {
	await expect(
		reportProfile(place.as(), { member: stranger?.member ?? 0, reason: 'spam' } as never),
	).rejects.toMatchObject({ status: 401 });
	await expect(report({ member: reporter?.member })).rejects.toMatchObject({ status: 403 });
	for (const wrong of [
		{ reason: 'other', words: '' },
		{ reason: 'critical' },
		{ member: '__proto__' },
		{ words: 'x'.repeat(501) },
	])
		await expect(report(wrong)).rejects.toMatchObject({ status: 422 });
	await expect(report({ member: 999_999 })).rejects.toMatchObject({ status: 404 });
	await suspendMember(place.system(), { member: stranger?.member ?? 0 });
	await expect(report()).rejects.toMatchObject({ status: 404 });
	const crowd = await Promise.all(Array.from({ length: 12 }, () => sowMember(place.system())));
	const sent = await Promise.allSettled(crowd.map(({ member }) => report({ member })));
	expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
});

it('that was rightly complained of is cleared by whoever keeps order, told with the way to object, and published without names', async () => {
	await report();
	// An editor may not change what others say of themselves otherwise.
	await decide('warn', {}, editor);
	expect(await bio()).toBe('');
	const [letter] = await mails();
	expect(letter?.subject).toContain('個人頁面');
	expect(letter?.body_text).toMatch(/\/appeal\//);
	const log = await listLog(place.as(reporter), {});
	expect(log.items[0]).toMatchObject({ about: 'profile', verdict: 'warn', reason: 'spam', back: null });
	expect(JSON.stringify(log.items[0])).not.toContain(stranger?.name ?? '-');
	expect(await waiting()).toEqual([]);
	// Complained of anew, it waits anew.
	await report();
	await decide('silence');
	const [row] = await place.site.sql`select silenced_until from membership.member where id = ${stranger?.member ?? 0}`;
	expect(row?.['silenced_until']).not.toBeNull();
});

it('that was wrongly complained of stays, and what was copied goes with whoever leaves', async () => {
	await report();
	await decide('keep');
	expect(await bio()).toBe('加賴領優惠');
	await report();
	const rows = await Array.fromAsync(
		moderationPerson.collect(place.system(), { id: reporter?.member ?? 0, email: null } as never),
	);
	expect(rows.filter(({ section }) => section === 'message-reports')).toHaveLength(2);
	await moderationPerson.forget(place.system(), { id: stranger?.member ?? 0, email: null } as never);
	await eraseMember(place.system(), { member: stranger?.member ?? 0 } as never).catch(() => undefined);
	expect(JSON.stringify(await place.site.sql`select copy from moderation.report`)).not.toContain('加賴');
});
