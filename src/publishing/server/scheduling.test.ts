import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { handNetwork } from '#network/hand/hand-network.ts';
import { offerNetworks } from '#network/known-networks.ts';
import { readPostFile } from '#publishing/post-file.ts';
import {
	connectByToken,
	importDrafts,
	keepCampaign,
	keepRecurrence,
	keepSlots,
	listCalendar,
	listRecurrences,
	planRecurring,
	readBestTimes,
	stopRecurrence,
} from '#publishing/server/index.ts';
import { sowMember, sowPicture } from '#publishing/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { call, sowCaller } from '#web/api/testing/caller.ts';

let place: TestSite;
let editor: Actor & { kind: 'member' };
let account: number;
let pictures: http.Server;

beforeAll(async () => {
	place = await testSite();
	offerNetworks([handNetwork()]);
	editor = await sowMember(place.site.sql, '林佳穎', 'editor');
	for (const name of ['商圈群組', '街坊']) await connectByToken(place.as(editor), { network: 'hand', given: { name } });
	const [row] = await place.site.sql<{ id: number }[]>`select id from publishing.account where name = '商圈群組'`;
	account = row!.id;
	await place.runJobs();
	await keepCampaign(place.as(editor), { name: 'spring-2027' });
	pictures = http.createServer((_, response) => response.end('no picture'));
	await new Promise<void>((resolve) => pictures.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	pictures.close();
	await place.close();
});

const bring = (text: string, dryRun = false) =>
	importDrafts(place.as(editor), { rows: readPostFile(text, 'Asia/Taipei'), dryRun });
const drafts = async () => Number((await place.site.sql`select count(*) as n from publishing.draft`)[0]!['n']);
const whole = `文字,帳號,時間,主題標籤,活動,連結
今天開缸，歡迎來看。,商圈群組,2026-12-01 09:30,#醬油,spring-2027,/products
第二則。,,2026-12-02 09:30,,,
沒有這個帳號。,Orkut,2026-12-03 09:30,,,
時間看不懂。,商圈群組,明天,,,
過去了。,商圈群組,2026-01-03 09:30,,,
沒有這個活動。,商圈群組,2026-12-03 09:30,,autumn,
別家的頁面。,商圈群組,2026-12-03 09:30,,,https://other.example/
今天開缸,歡迎來看！,商圈群組,2026-12-05 09:30,,
先存著。,商圈群組,,,,
`;

describe('posts from a file', () => {
	it('are looked through without anything being kept', async () => {
		const report = await bring(whole, true);
		expect(report.map(({ outcome, problem }) => problem?.code ?? outcome)).toEqual([
			'new',
			'new',
			'post-file.account-unknown',
			'post-file.time-wrong',
			'input.invalid',
			'campaign.not-found',
			'input.invalid',
			'post-file.account-unknown',
			'new',
		]);
		expect(await drafts()).toBe(0);
		expect(await place.runJobs()).toEqual([]);
	});

	it('are made row by row, by the clocks of the file, and not once more when the file comes twice', async () => {
		const report = await bring(whole);
		expect(report.filter(({ outcome }) => outcome === 'new')).toHaveLength(3);
		expect(await drafts()).toBe(3);
		const { entries, loose } = await listCalendar(place.as(editor), {
			from: new Date('2026-11-30T16:00:00Z'),
			to: new Date('2026-12-31T16:00:00Z'),
		});
		expect(entries.map(({ at, account: { name } }) => [at.toISOString(), name])).toEqual([
			['2026-12-01T01:30:00.000Z', '商圈群組'],
			['2026-12-02T01:30:00.000Z', '商圈群組'],
			['2026-12-02T01:30:00.000Z', '街坊'],
		]);
		expect(entries[0]).toMatchObject({ campaign: 'spring-2027' });
		expect(loose.map(({ text }) => text)).toEqual(['先存著。']);
		expect((await bring(whole)).filter(({ outcome }) => outcome === 'known')).toHaveLength(3);
		expect(await drafts()).toBe(3);
	});

	it('that say the same twice are refused, and take the next regular time where they ask for it', async () => {
		await keepSlots(place.as(editor), { account, slots: [{ weekday: 1, at: '10:00' }] });
		const twice = 'text,accounts,time\n同樣的話。,商圈群組,slot\n同樣的話！,商圈群組,2026-12-20 09:00\n';
		for (const dryRun of [true, false])
			expect((await bring(twice, dryRun)).map(({ outcome, problem }) => problem?.code ?? outcome)).toEqual([
				'new',
				'post-file.row-twice',
			]);
		const [row] = await place.site.sql`select due from publishing.variant where text = '同樣的話。'`;
		expect(row!['due']).toEqual(new Date('2026-11-30T02:00:00Z'));
	});

	it('with a picture that cannot be had are refused and say so; the house’s own network is not asked', async () => {
		const { port } = pictures.address() as AddressInfo;
		const file = `text,accounts,pictures\n有圖。,商圈群組,http://127.0.0.1:${port}/a.jpg\n有圖二。,商圈群組,file:///etc/passwd\n`;
		expect((await bring(file)).map(({ problem }) => problem?.code)).toEqual([
			'picture.not-fetched',
			'picture.not-fetched',
		]);
	});
});

describe('what is said again and again', () => {
	const keep = (versions: string[], more: object = {}) =>
		keepRecurrence(place.as(editor), {
			key: `recurformkey${String(versions.length).padStart(4, '0')}${Object.keys(more).length}`,
			versions,
			accounts: [account],
			weekdays: [5],
			at: '18:00',
			...more,
		});

	it('needs three versions in different words', async () => {
		await expect(keep(['一', '二'])).rejects.toMatchObject({ details: { fields: [{ key: 'few-versions' }] } });
		await expect(keep(['週末開店', '週末開店！', '週末見'])).rejects.toMatchObject({
			details: { fields: [{ key: 'versions-alike' }] },
		});
		await expect(keep(['一天', '兩天', '三天'], { target: 'https://x.example' })).rejects.toMatchObject({
			details: { fields: [{ path: 'target' }] },
		});
	});

	it('is planned a week ahead, one version after the other, once each however often the round comes', async () => {
		const { recurrence } = await keep(['週末開店，來坐坐', '星期六日都有開', '假日一樣歡迎']);
		await keep(['週末開店，來坐坐', '星期六日都有開', '假日一樣歡迎']);
		const said: string[] = [];
		for (let week = 0; week < 6; week++) {
			await Promise.all([planRecurring.run(place.system(), {}), planRecurring.run(place.system(), {})]);
			await planRecurring.run(place.system(), {});
			place.clock.advance(7 * 86_400_000);
		}
		const rows = await place.site.sql<{ text: string; due: Date; draft: number }[]>`
			select draft.text, recurred.due, recurred.draft from publishing.recurred
			join publishing.draft on draft.id = recurred.draft where recurrence = ${recurrence} order by due`;
		for (const { text, due } of rows) {
			said.push(text);
			expect(due.toISOString()).toMatch(/T10:00:00.000Z$/);
		}
		expect(said).toHaveLength(6);
		expect(new Set(said.slice(0, 3)).size).toBe(3);
		expect(said.slice(3)).toEqual(said.slice(0, 3));
		const recurring = await place.site.sql`select id from publishing.draft where key like 'recurring%'`;
		expect(recurring).toHaveLength(6);
	});

	it('takes its pictures in turn, and leaves out one that is gone', async () => {
		const pictures = [
			await sowPicture(place.site.sql),
			await sowPicture(place.site.sql),
			await sowPicture(place.site.sql),
		];
		const versions = ['圖一來了', '看看圖二', '還有圖三', '第四張'];
		const { recurrence } = await keep(versions, { pictures: [...pictures, pictures[0]!], weekdays: [2], at: '11:00' });
		for (let week = 0; week < 4; week++) {
			if (week === 2) await place.site.sql`delete from media.picture where id = ${pictures[1]!}`;
			await planRecurring.run(place.system(), {});
			place.clock.advance(7 * 86_400_000);
		}
		const rows = await place.site.sql<{ pictures: number[] }[]>`
			select draft.pictures from publishing.recurred join publishing.draft on draft.id = recurred.draft
			where recurrence = ${recurrence} order by due`;
		const [first, second, third] = pictures;
		expect(rows.map((row) => row.pictures)).toEqual([[first], [second], [third], [first]]);
		await stopRecurrence(place.as(editor), { recurrence });
	});

	it('leaves a time out and says why, and stops when it is told to', async () => {
		const { recurrence } = await keep(['早安一', '早安二', '早安三'], { weekdays: [1, 2, 3, 4, 5, 6, 7], at: '08:00' });
		for (let round = 0; round < 2; round++) await planRecurring.run(place.system(), {});
		const [found] = (await listRecurrences(place.as(editor), {})).filter(({ id }) => id === recurrence);
		expect(found).toMatchObject({ trouble: 'problem.recurrence.no-rested-version', times: 3 });
		await stopRecurrence(place.as(editor), { recurrence });
		place.clock.advance(30 * 86_400_000);
		await planRecurring.run(place.system(), {});
		expect((await listRecurrences(place.as(editor), {})).some(({ id }) => id === recurrence)).toBe(false);
	});
});

it('says honestly that there is too little to name a best time', async () => {
	expect((await readBestTimes(place.as(editor), {})).get(account)).toMatchObject({ posts: 0, best: null });
});

describe('for programs', () => {
	it('drafts are written once under a key, scheduled and moved, within the token’s rights', async () => {
		const all = await sowCaller(place, 'editor', ['post.share', 'post.list', 'draft.change', 'account.list']);
		const writes = await sowCaller(place, 'author', ['post.share']);
		const on = (token: string, method: string, path: string, calling: object = {}) =>
			call(place, method, path, { token, ...calling });
		const body = {
			text: '程式寫的。',
			variants: [{ account }],
			hashtags: ['醬油'],
			when: new Date(place.clock.now().getTime() + 86_400_000).toISOString(),
		};
		const sent = { body, headers: { 'idempotency-key': 'one' } };
		const made = await on(all.token, 'POST', '/drafts', sent);
		expect(made).toMatchObject({
			status: 201,
			body: { hashtags: ['醬油'], variants: [{ account, state: 'scheduled' }] },
		});
		expect((await on(all.token, 'POST', '/drafts', sent)).body.id).toBe(made.body.id);
		const { id } = (made.body as unknown as { variants: { id: number }[] }).variants[0]!;
		const [from, to] = [body.when, new Date(Date.parse(body.when) + 1_000).toISOString()];
		expect((await on(all.token, 'GET', `/schedule?from=${from}&to=${to}`)).body.items).toMatchObject([{ variant: id }]);
		expect(await on(all.token, 'PATCH', `/variants/${id}`, { body: { when: 'none' } })).toMatchObject({
			status: 200,
			body: { due: null },
		});
		expect((await on(all.token, 'PATCH', `/variants/${id}`, { body: { when: '2020-01-01T00:00:00Z' } })).status).toBe(
			422,
		);
		// Whoever may write is told what was written, and nothing else.
		const own = await on(writes.token, 'POST', '/drafts', { body: { ...body, text: '別的話。', when: 'none' } });
		expect(own.status).toBe(201);
		expect((await on(writes.token, 'GET', `/drafts/${own.body.id}`)).body).toMatchObject({
			code: 'token.scope-missing',
		});
		expect((await on(writes.token, 'PATCH', `/variants/${id}`, { body: { when: 'now' } })).status).toBe(403);
		expect((await on(all.token, 'POST', '/drafts', { body: { ...body, variants: [] } })).status).toBe(422);
		const accounts = await on(all.token, 'GET', '/accounts');
		expect(JSON.stringify(accounts.body)).not.toMatch(/secret|token|connection/);
		expect((await on(all.token, 'GET', '/drafts?limit=2')).body.items).toHaveLength(2);
	});
});
