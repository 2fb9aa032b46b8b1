import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { createMember, readConsent } from '#membership/server/index.ts';
import { changePreferences, readPreferences, readUnsubscribing, unsubscribe } from '#notification/server/index.ts';
import { memberKey } from '#notification/server/member-key.ts';
import { subscriberKey } from '#notification/server/subscriber-key.ts';
import { sowSubscriber } from '#notification/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let mei: Extract<Actor, { kind: 'member' }>;
let number = 0;
beforeAll(async () => void (place = await testSite()));
beforeEach(async () => {
	const { id, handle } = await createMember(place.system(), { name: '小美', email: `mei${++number}@example.com` });
	mei = { kind: 'member', member: id, name: '小美', handle, role: 'member' };
});
afterAll(() => place.close());

const wanted = () => ({
	wishes: { reply: ['site' as const], staff: [] },
	quiet: true,
	from: '23:30',
	until: '07:00',
	timeZone: 'Europe/Berlin',
	refused: false,
});

it('keeps what a member chose, and what the house always tells', async () => {
	const before = (await readPreferences(place.as(mei), {})).told;
	expect(before).toMatchObject({ quiet: true, from: '22:00', until: '08:00', timeZone: 'Asia/Taipei', refused: false });
	expect(before?.wishes.reply).toContain('mail');
	await changePreferences(place.as(mei), { topics: [], told: wanted() });
	await changePreferences(place.as(mei), { topics: [], told: wanted() });
	const after = (await readPreferences(place.as(mei), {})).told;
	expect(after).toMatchObject({ from: '23:30', until: '07:00', timeZone: 'Europe/Berlin' });
	expect(
		[after?.wishes.reply, after?.wishes.mention, after?.wishes.staff].map((ways) => ways?.includes('mail')),
	).toEqual([false, false, false]);
	expect(after?.wishes.staff).toContain('site');
	expect(after?.wishes.mention).not.toContain('site');
	await changePreferences(place.as(mei), { topics: [], told: { ...wanted(), quiet: false, from: '', until: '' } });
	expect((await readPreferences(place.as(mei), {})).told?.quiet).toBe(false);
});

it('changes nothing when a part of it cannot be', async () => {
	for (const wrong of [{ from: '25:00' }, { until: '' }, { timeZone: 'Mars/Olympus' }, { timeZone: '+08:00' }])
		await expect(
			changePreferences(place.as(mei), { topics: [1], told: { ...wanted(), ...wrong, refused: true } }),
		).rejects.toMatchObject({ code: 'input.invalid' });
	await expect(
		changePreferences(place.as(mei), { topics: [], told: { ...wanted(), wishes: { reply: ['fax' as never] } } }),
	).rejects.toMatchObject({ status: 422 });
	const after = await readPreferences(place.as(mei), {});
	expect(after.told).toMatchObject({ from: '22:00', refused: false });
	expect(after.topics.some(({ chosen }) => chosen)).toBe(false);
});

it('says no to all marketing once, with the proof, also by a link from a mail', async () => {
	const refused = { ...wanted(), refused: true };
	const id = await sowSubscriber(place.site.sql, `mei${number}@example.com`, [1]);
	const key = subscriberKey(place.site.handle, { subscriber: id, mailing: 0 });
	expect((await readPreferences(place.as(), { key })).told?.refused).toBe(false);
	await changePreferences(place.as(), { key, topics: [1], told: refused });
	await changePreferences(place.as(mei), { topics: [1], told: refused });
	const { now, said } = await readConsent(place.as(mei), { member: mei.member });
	expect(now.refused).toBe(true);
	expect(said.filter(({ what }) => what === 'marketing').map(({ place: where }) => where)).toEqual(['mail-link']);
});

it('opens nothing by a key that is not ours, and nothing of a member to a stranger', async () => {
	const key = memberKey(place.site.handle, { member: mei.member, kinds: ['reply'] });
	const other = memberKey(place.site.handle, { member: mei.member, kinds: ['mention'] });
	for (const wrong of [key.slice(0, -1) + (key.endsWith('0') ? '1' : '0'), other.slice(0, 12) + key.slice(12)])
		await expect(readPreferences(place.as(), { key: wrong })).rejects.toMatchObject({ code: 'newsletter.link-stale' });
	await expect(readPreferences(place.as(), {})).rejects.toMatchObject({ code: 'session.required' });
	const id = await sowSubscriber(place.site.sql, `visitor${number}@example.com`, [1]);
	const visitors = subscriberKey(place.site.handle, { subscriber: id, mailing: 0 });
	expect((await readPreferences(place.as(), { key: visitors })).told).toBeNull();
	await changePreferences(place.as(), { key: visitors, topics: [], told: { ...wanted(), refused: true } });
	expect((await readConsent(place.as(mei), { member: mei.member })).now.refused).toBe(false);
});

it('ends the mails of one kind by its link, and no other way', async () => {
	const key = memberKey(place.site.handle, { member: mei.member, kinds: ['reply'] });
	expect(await readUnsubscribing(place.as(), { key })).toMatchObject({ kinds: ['reply'], topic: null });
	for (let times = 0; times < 2; times++) await unsubscribe(place.as(), { key, place: 'one-click' });
	const { wishes } = (await readPreferences(place.as(mei), {})).told!;
	expect(wishes.reply).toEqual(['site', 'push']);
	expect(wishes.mention).toContain('mail');
});

it('lets a member without an address choose how the site tells them', async () => {
	await place.site.sql`update membership.member set email = null where id = ${mei.member}`;
	expect(await readPreferences(place.as(mei), {})).toMatchObject({ email: null });
	await changePreferences(place.as(mei), { topics: [], told: wanted() });
	await expect(changePreferences(place.as(mei), { topics: [1] })).rejects.toMatchObject({
		code: 'newsletter.no-address',
	});
});
