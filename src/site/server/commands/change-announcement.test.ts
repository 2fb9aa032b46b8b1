import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { testSite, type TestSite } from '#testing/test-site.ts';
import type { Actor } from '#platform/actor.ts';
import {
	changeAnnouncement,
	changeContact,
	forgetFrame,
	frameThings,
	readAnnouncement,
	readContact,
	readFrame,
	turnAnnouncement,
} from '#site/server/index.ts';
import { announcementHtml } from '#site/announcement-html.ts';

let place: TestSite;
const author: Actor = { kind: 'member', member: 1, name: 'a', handle: 'a', role: 'author' };
const shown = async (locale: 'zh-TW' | 'en' = 'zh-TW') => (await readFrame({ ...place.as(), locale }, {})).announcement;
const minutes = (number: number): Date => new Date(place.clock.now().getTime() + number * 60_000);
let heard: string[] = [];

beforeAll(async () => {
	place = await testSite();
	place.site.onChange((things) => {
		heard.push(...(things ?? ['*']));
		if (!things || things.some((thing) => frameThings.includes(thing))) forgetFrame(place.site.handle);
	});
});
beforeEach(() => void (heard = []));
afterAll(() => place.close());

/** The jobs that wait for their time: when, and for which announcement. */
const waiting = () =>
	place.site.sql<{ at: Date; version: number }[]>`
		select start_after as at, (data->'data'->>'version')::int as version from job.job
		where data->>'job' = ${turnAnnouncement.name} order by start_after`;

it('is shown at once and until it is taken away', async () => {
	expect(await shown()).toBeNull();
	await changeAnnouncement(place.system(), { text: '中秋禮盒開賣', textEn: 'Moon Festival boxes', link: '/articles' });
	expect(heard).toContain('site');
	expect(await shown()).toEqual({ text: '中秋禮盒開賣', link: '/articles', key: '1' });
	expect((await shown('en'))?.text).toBe('Moon Festival boxes');
	await changeAnnouncement(place.system(), { text: '只有中文' });
	expect(await shown('en')).toEqual({ text: '只有中文', link: '', key: '2' });
	await changeAnnouncement(place.system(), {});
	expect(await shown()).toBeNull();
	expect(await waiting()).toEqual([]);
});

it('comes and goes at its minute, though every process keeps the frame', async () => {
	const [starts, ends] = [minutes(10), minutes(20)];
	const { version } = await changeAnnouncement(place.system(), { text: '快閃', starts, ends });
	expect(await waiting()).toEqual([
		{ at: starts, version },
		{ at: ends, version },
	]);
	expect(await shown()).toBeNull();
	place.clock.set(minutes(10));
	heard = [];
	await turnAnnouncement.run(place.system(), { version });
	expect(heard).toContain('site');
	expect((await shown())?.text).toBe('快閃');
	place.clock.set(minutes(10));
	await turnAnnouncement.run(place.system(), { version });
	expect(await shown()).toBeNull();
	expect(await readAnnouncement(place.system(), {})).toMatchObject({ state: 'over' });
});

const countFacts = async (): Promise<number> =>
	(await place.site.sql<{ facts: number }[]>`select count(*) as facts from platform.event`)[0]?.facts ?? NaN;

it('is not turned by what was queued for an earlier one', async () => {
	const { version } = await changeAnnouncement(place.system(), { text: '一', starts: minutes(5) });
	await changeAnnouncement(place.system(), { text: '二', starts: minutes(50) });
	place.clock.set(minutes(6));
	// What earlier commands told may still be on its way from the database; what was stated is known at once.
	const stated = await countFacts();
	await turnAnnouncement.run(place.system(), { version });
	expect(await countFacts()).toBe(stated);
	expect(await shown()).toBeNull();
	expect(await readAnnouncement(place.system(), {})).toMatchObject({ state: 'ahead' });
});

it('refuses what cannot be', async () => {
	const before = await readAnnouncement(place.system(), {});
	const bad = (input: object) => changeAnnouncement(place.system(), { text: '字', ...input });
	await expect(bad({ ends: minutes(-1) })).rejects.toMatchObject({ code: 'input.invalid' });
	await expect(bad({ starts: minutes(9), ends: minutes(9) })).rejects.toMatchObject({ code: 'input.invalid' });
	await expect(bad({ link: 'javascript:alert(1)' })).rejects.toMatchObject({ code: 'input.invalid' });
	await expect(bad({ text: '長'.repeat(121) })).rejects.toMatchObject({ code: 'input.invalid' });
	await expect(changeAnnouncement(place.as(author), { text: '字' })).rejects.toMatchObject({ status: 403 });
	expect(await readAnnouncement(place.system(), {})).toEqual(before);
});

it('is text, whatever is written', () => {
	const html = announcementHtml({ text: '<b>"&', link: '/a?b&c"d', key: '1' }, 'zh-TW');
	expect(html).toContain('&lt;b&gt;');
	expect(html).not.toContain('<b>');
	expect(html).not.toContain('c"d');
});

it('tells how the house is reached', async () => {
	await changeContact(place.system(), {
		company: '燕埕豆油行',
		taxId: '０４５９ ５２５７',
		phone: '02-2345-6789',
		email: 'HELLO@example.com',
		address: '溪墘一號',
	});
	expect(await readContact(place.system(), {})).toMatchObject({ taxId: '04595257', email: 'hello@example.com' });
	expect((await readFrame({ ...place.as(), locale: 'en' }, {})).contact).toMatchObject({
		company: '燕埕豆油行',
		address: '溪墘一號',
		hours: '',
	});
	const findings = (input: object) =>
		changeContact(place.system(), input).then(
			() => [],
			({ details }: { details: { fields: { path: string; key: string }[] } }) => details.fields,
		);
	expect(await findings({ taxId: '12345678' })).toEqual([{ path: 'taxId', key: 'tax-id' }]);
	expect(await findings({ phone: 'call me' })).toEqual([{ path: 'phone', key: 'phone' }]);
	expect(await findings({ email: 'a@' })).toEqual([{ path: 'email', key: 'email' }]);
	const editor: Actor = { ...author, role: 'editor' } as Actor;
	await expect(changeContact(place.as(editor), {})).rejects.toMatchObject({ status: 403 });
});
