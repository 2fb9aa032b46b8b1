import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles, type Actor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	changeConsent,
	createMember,
	exportMembers,
	importMemberList,
	keepSegment,
	marketableMembers,
	readConsent,
	readMember,
} from '#membership/server/index.ts';

let place: TestSite;
let anna: number;
beforeAll(async () => {
	place = await testSite();
	anna = (await createMember(place.system(), { name: '安', email: 'anna@example.com', role: 'owner' })).id;
});
afterAll(() => place.close());
const as = (role: (typeof roles)[number]): Actor => ({ kind: 'member', member: anna, name: '安', handle: 'a', role });
const owner = () => place.as(as('owner'));
const file = (text: string | Buffer) =>
	async function* () {
		const bytes = Buffer.from(text as string);
		// Cut anywhere, also inside a character.
		for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
		await Promise.resolve();
	};
const bring = (text: string | Buffer, more: object = {}) =>
	importMemberList(owner(), file(text), { consent: '2024 年官網表單', ...more });
const find = async (email: string) => {
	const [row] = await place.site.sql<{ id: number; role: string; handle: string; joined: Date }[]>`
		select id, role, handle::text, joined from membership.member where email = ${email}`;
	return row;
};
const count = async () =>
	(await place.site.sql<{ count: number }[]>`select count(*)::int as count from membership.member`)[0]?.count;
async function exported(segment?: number): Promise<string> {
	let text = '';
	for await (const piece of (await exportMembers(owner(), { segment }))()) text += piece;
	return text;
}

describe('a list that is brought in', () => {
	const list = [
		'電子郵件,名字,加入日期,同意收信,同意時間,標籤,role,handle',
		'mei@example.com,陳美惠,2024-05-01T00:00:00Z,是,2024-05-01T00:00:00Z,VIP、常客,owner,admin',
		'"ming@example.com","林, 志明",,否,,,owner,',
		'MEI@example.com,又一位,,是,,,,',
		'not an address,誰,,,,,,',
		'x@example.com,http://spam.example,,,,,,',
		'anna@example.com,冒名,,否,,,member,',
	].join('\r\n');

	it('is looked at first, with what is wrong and where, and nothing is kept', async () => {
		const before = await count();
		expect(await bring(list, { dry: true })).toEqual({
			rows: 6,
			fresh: 2,
			known: 2,
			agreed: 2,
			wrong: 2,
			findings: [
				{ line: 5, column: 'email', key: 'email' },
				{ line: 6, column: 'name', key: 'name' },
			],
			fields: [],
			unused: ['role', 'handle'],
		});
		expect(await count()).toBe(before);
	});

	it('brings plain members with what they agreed to; who is here stays; a second time nothing doubles', async () => {
		expect(await bring(list)).toMatchObject({ fresh: 2, known: 2, wrong: 2 });
		const mei = await find('mei@example.com');
		expect(mei).toMatchObject({ role: 'member', handle: '陳美惠', joined: new Date('2024-05-01T00:00:00Z') });
		expect(await readMember(owner(), { id: mei?.id })).toMatchObject({ labels: [{ name: 'VIP' }, { name: '常客' }] });
		expect(await find('anna@example.com')).toMatchObject({ role: 'owner' });
		const { said } = await readConsent(owner(), { member: mei?.id });
		expect(said).toMatchObject([
			{ what: 'mail', decision: 'given', place: 'import', said: new Date('2024-05-01T00:00:00Z') },
		]);
		expect(said[0]?.notice?.body).toContain('2024 年官網表單');
		const mailable = await marketableMembers(place.as().db, 'mail').execute();
		expect(mailable).toEqual([{ member: mei?.id }]);
		const before = await count();
		expect(await bring(list)).toMatchObject({ fresh: 0, known: 4 });
		expect(await count()).toBe(before);
		// Who said no meanwhile is not asked again by an old list.
		await changeConsent(place.as({ ...as('member'), member: mei?.id } as Actor), {
			member: mei?.id,
			mail: false,
			place: 'account',
		});
		await bring(list);
		expect(await marketableMembers(place.as().db, 'mail').execute()).toEqual([]);
		const mails = await place.site.sql`select 1 from platform.mail`;
		expect(mails).toHaveLength(0);
	});

	it('notes no consent where the owner does not say where it was given', async () => {
		await bring('email,subscribed\nno-proof@example.com,true', { consent: null });
		const row = await find('no-proof@example.com');
		expect((await readConsent(owner(), { member: row?.id })).said).toEqual([]);
	});

	it('is read with semicolons, tabs and Big5, as spreadsheets save it', async () => {
		await bring('\ufeffEmail Address;First Name;Last Name\nlee@example.com;Anna;Lee\n');
		expect(await readMember(owner(), { id: (await find('lee@example.com'))?.id })).toMatchObject({ name: 'Anna Lee' });
		await bring('email\tname\nwang@example.com\t小王\n');
		// 名字 and 王小明 in Big5.
		const headings = Buffer.concat([Buffer.from('email,'), Buffer.from([0xa6, 0x57, 0xa6, 0x72]), Buffer.from('\n')]);
		const row = Buffer.concat([Buffer.from('big5@example.com,'), Buffer.from([0xa4, 0xfd, 0xa4, 0x70, 0xa9, 0xfa])]);
		await bring(Buffer.concat([headings, row]));
		expect(await readMember(owner(), { id: (await find('big5@example.com'))?.id })).toMatchObject({ name: '王小明' });
	});

	it('stops at a broken place, and goes on without doubles when it is put right', async () => {
		const rows = Array.from({ length: 700 }, (_, number) => `row${number}@example.com,王小明`);
		const broken = ['email,name', ...rows, '"unclosed,x'].join('\n');
		await expect(bring(broken)).rejects.toMatchObject({ code: 'list.broken', status: 422 });
		await bring(['email,name', ...rows.slice(0, 500)].join('\n'));
		expect(await bring(['email,name', ...rows].join('\n'))).toMatchObject({ rows: 700, fresh: 200, known: 500 });
		const handles = await place.site.sql`select handle from membership.member where name = '王小明'`;
		expect(new Set(handles.map(({ handle }) => handle)).size).toBe(handles.length);
	});

	it.each([
		['name\n陳', 'list.no-email'],
		['', 'list.no-email'],
		['\n\n', 'list.no-email'],
	])('%j is refused', async (text, code) => {
		await expect(bring(text)).rejects.toMatchObject({ code, status: 422 });
	});

	it('is no longer than may be waited for, and is the owner’s', async () => {
		await expect(bring('email\na@example.org\nb@example.org', { most: 1 })).rejects.toMatchObject({
			code: 'list.too-long',
		});
		for (const role of roles.filter((one) => one !== 'owner')) {
			await expect(importMemberList(place.as(as(role)), file('email\n'), { consent: null })).rejects.toMatchObject({
				status: 403,
			});
			await expect(exportMembers(place.as(as(role)))).rejects.toMatchObject({ status: 403 });
		}
		await expect(exportMembers(place.as())).rejects.toMatchObject({ status: 401 });
	});
});

describe('the list that is taken out', () => {
	it('can be brought in again as it is, and runs no formula in a spreadsheet', async () => {
		const evil = (await createMember(place.system(), { name: '=HYPERLINK(1)甲', email: 'evil@example.com' })).id;
		await changeConsent(place.as({ ...as('member'), member: evil } as Actor), {
			member: evil,
			mail: true,
			place: 'account',
		});
		const text = await exported();
		expect(text).toMatch(/^\ufeff"電子郵件","名字","網址名稱"/);
		expect(text).toContain(`"'=HYPERLINK(1)甲"`);
		expect(text.split(/[",\r\n]/).filter((cell) => /^[=+@]/.test(cell))).toEqual([]);
		const other = await testSite();
		const again = await importMemberList(other.system(), file(text), { consent: '搬家' });
		expect(again).toMatchObject({ wrong: 0, known: 0, rows: (await count()) as number });
		const [row] = await other.site.sql`
			select name, role, (select count(*)::int from membership.preference where mail is not null) as agreed
			from membership.member where email = 'evil@example.com'`;
		expect(row).toEqual({ name: '=HYPERLINK(1)甲', role: 'member', agreed: 1 });
		await other.close();
		const facts = await place.site.sql`select actor from platform.event where name = 'member.exported'`;
		expect(facts).toEqual([{ actor: anna }]);
	});

	it('can be those of a segment', async () => {
		const { id } = await keepSegment(owner(), {
			name: 'VIP',
			definition: { groups: [{ conditions: [{ is: 'role', value: 'owner' }] }] },
		});
		const text = await exported(id);
		expect(text.trim().split('\r\n')).toHaveLength(2);
		expect(text).toContain('anna@example.com');
		await expect(exportMembers(owner(), { segment: 999 })).rejects.toMatchObject({ status: 404 });
	});
});
