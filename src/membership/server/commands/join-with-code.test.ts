import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { findActor, joinWithCode, readProfile, requestCode } from '#membership/server/index.ts';
import { findByEmail } from '#membership/server/insert-member.ts';
import { browser, type Browser } from '#membership/server/testing/browser.ts';

let place: TestSite;
beforeAll(async () => (place = await testSite()));
afterAll(() => place.close());
// Each test asks from the same place anew: the caps have a test of their own.
beforeEach(() => place.clock.advance(25 * 3_600_000));

async function lastMail(email: string) {
	const [mail] = await place.site.sql<{ subject: string; body_text: string; kind: string }[]>`
		select subject, body_text, kind from platform.mail where recipient = ${email.trim().toLowerCase()} order by id desc limit 1`;
	return mail as { subject: string; body_text: string; kind: string };
}

async function codeFor(email: string, at: Browser): Promise<string> {
	at.keep((await requestCode(place.as(), { email, from: at.from() })).cookies);
	return /\n(\d{6})\n/.exec((await lastMail(email)).body_text)?.[1] as string;
}

const wrongFor = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('joining', () => {
	it('makes a member of whoever holds the code, with the first touch, and signs the browser in', async () => {
		const phone = browser();
		const code = await codeFor('Mei@Example.com ', phone);
		const joined = await joinWithCode(place.as(), {
			name: ' 陳美惠 ',
			email: 'mei@example.com',
			code: ` ${code.slice(0, 3)} ${code.slice(3)} `,
			cameByLink: 12,
			cameTo: 'article:3',
			heardFrom: '朋友',
			from: phone.from(),
		});
		expect(joined).toMatchObject({ joined: true, member: { name: '陳美惠', handle: '陳美惠', role: 'member' } });
		phone.keep(joined.cookies);
		expect([...phone.jar.keys()]).toEqual(['session', 'known']);
		expect((await findActor(place.as(), phone.headers())).actor).toEqual({
			kind: 'member',
			member: joined.member.id,
			name: '陳美惠',
			handle: '陳美惠',
			role: 'member',
		});
		const [row] = await place.site
			.sql`select came_by_link, came_to, heard_from, email::text from membership.member where id = ${joined.member.id}`;
		expect(row).toEqual({ came_by_link: 12, came_to: 'article:3', heard_from: '朋友', email: 'mei@example.com' });
		const facts = await place.site
			.sql`select name, data from platform.event where about = ${`member:${joined.member.id}`} order by id`;
		expect(facts).toMatchObject([
			{ name: 'member.joined', data: { member: joined.member.id, link: 12, cameTo: 'article:3' } },
			{ name: 'session.opened', data: { way: 'code' } },
		]);
	});

	it('signs a known member in and leaves name and first touch as they were', async () => {
		const tablet = browser();
		const code = await codeFor('mei@example.com', tablet);
		const again = await joinWithCode(place.as(), {
			name: '別人',
			email: 'mei@example.com',
			code,
			cameByLink: 99,
			from: tablet.from(),
		});
		expect(again).toMatchObject({ joined: false, member: { name: '陳美惠' } });
		const [row] = await place.site.sql`select came_by_link from membership.member where id = ${again.member.id}`;
		expect(row).toEqual({ came_by_link: 12 });
	});

	it('asks a new person for a name, and the code is still good afterwards', async () => {
		const phone = browser();
		const code = await codeFor('noname@example.com', phone);
		await expect(
			joinWithCode(place.as(), { email: 'noname@example.com', code, from: phone.from() }),
		).rejects.toMatchObject({ details: { fields: [{ path: 'name', key: 'missing' }] } });
		await expect(
			joinWithCode(place.as(), { name: '有名', email: 'noname@example.com', code, from: phone.from() }),
		).resolves.toMatchObject({ joined: true });
	});

	it('gives two people of one name two handles, even at the same moment', async () => {
		const people = await Promise.all(
			['a@x.example', 'b@x.example', 'c@x.example'].map(async (email) => {
				const phone = browser();
				return { email, phone, code: await codeFor(email, phone) };
			}),
		);
		const joined = await Promise.all(
			people.map(({ email, phone, code }) =>
				joinWithCode(place.as(), { name: '王小明', email, code, from: phone.from() }),
			),
		);
		expect(new Set(joined.map(({ member }) => member.handle)).size).toBe(3);
		expect(await readProfile(place.as(), { handle: '王小明' })).toMatchObject({
			name: '王小明',
			path: `/members/${encodeURIComponent('王小明')}`,
		});
	});
});

describe('a code', () => {
	it('is refused when wrong, five times at most, then the right one too', async () => {
		const phone = browser();
		const code = await codeFor('tries@example.com', phone);
		const guess = (text: string) =>
			joinWithCode(place.as(), { name: '猜', email: 'tries@example.com', code: text, from: phone.from() });
		for (const left of [4, 3, 2, 1, 0])
			await expect(guess(wrongFor(code))).rejects.toMatchObject({ code: 'code.wrong', details: { left } });
		await expect(guess(code)).rejects.toMatchObject({ code: 'code.expired' });
		expect(await findByEmail(place.as(), 'tries@example.com')).toBeNull();
	});

	it('gives no more tries to many guesses at once', async () => {
		const phone = browser();
		const code = await codeFor('storm@example.com', phone);
		const guesses = Array.from({ length: 30 }, () =>
			joinWithCode(place.as(), {
				name: '猜',
				email: 'storm@example.com',
				code: wrongFor(code),
				from: phone.from(),
			}).catch((error: { code: string }) => error.code),
		);
		const outcomes = await Promise.all(guesses);
		expect(outcomes.filter((outcome) => outcome === 'code.wrong')).toHaveLength(5);
	});

	it('works in the browser that asked, and in no other', async () => {
		const mine = browser();
		const other = browser();
		const code = await codeFor('bound@example.com', mine);
		await codeFor('else@example.com', other);
		const use = (from: object) => joinWithCode(place.as(), { name: '甲', email: 'bound@example.com', code, from });
		await expect(use({ cookie: '' })).rejects.toMatchObject({ code: 'code.expired' });
		await expect(use(other.from())).rejects.toMatchObject({ code: 'code.expired' });
		await expect(use(mine.from())).resolves.toMatchObject({ joined: true });
	});

	it('works for the mailbox it was sent to only', async () => {
		const phone = browser();
		const code = await codeFor('own@example.com', phone);
		await expect(
			joinWithCode(place.as(), { name: '甲', email: 'victim@example.com', code, from: phone.from() }),
		).rejects.toMatchObject({ code: 'code.expired' });
	});

	it('works once', async () => {
		const phone = browser();
		const code = await codeFor('once@example.com', phone);
		const before = phone.from();
		await joinWithCode(place.as(), { name: '甲', email: 'once@example.com', code, from: before });
		await expect(
			joinWithCode(place.as(), { name: '甲', email: 'once@example.com', code, from: before }),
		).rejects.toMatchObject({ code: 'code.expired' });
	});

	it('works for ten minutes', async () => {
		const phone = browser();
		const code = await codeFor('late@example.com', phone);
		place.clock.advance(10 * 60_000);
		await expect(
			joinWithCode(place.as(), { name: '甲', email: 'late@example.com', code, from: phone.from() }),
		).rejects.toMatchObject({ code: 'code.expired' });
	});

	it('is nowhere stored as it is', async () => {
		const phone = browser();
		const code = await codeFor('dump@example.com', phone);
		const rows = await place.site.sql`select * from membership.code where email = 'dump@example.com'`;
		expect(JSON.stringify(rows)).not.toContain(code);
		expect(JSON.stringify(rows)).not.toContain(phone.jar.get('code'));
		expect(JSON.stringify(rows)).not.toContain('203.0.113.9');
	});

	it('lets a suspended member not in', async () => {
		await place.site.sql`update membership.member set suspended = now() where email = 'once@example.com'`;
		const phone = browser();
		const code = await codeFor('once@example.com', phone);
		await expect(
			joinWithCode(place.as(), { email: 'once@example.com', code, from: phone.from() }),
		).rejects.toMatchObject({ code: 'member.suspended' });
	});
});

describe('caps', () => {
	const ask = (email: string, address = '') => requestCode(place.as(), { email, from: { address } });

	it('three codes for a mailbox in a quarter of an hour, also when asked for at once', async () => {
		const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => ask('bomb@example.com')));
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
		await expect(ask('BOMB@example.com')).rejects.toMatchObject({ code: 'code.too-many', details: { minutes: 15 } });
		place.clock.advance(15 * 60_000);
		await expect(ask('bomb@example.com')).resolves.toBeTruthy();
	});

	it('eight a day', async () => {
		for (let count = 0; count < 8; count++) {
			await ask('daily@example.com');
			place.clock.advance(16 * 60_000);
		}
		await expect(ask('daily@example.com')).rejects.toMatchObject({ code: 'code.too-many' });
	});

	it('three whatever dots and plus signs stand in it', async () => {
		for (const one of ['v.ictim', 'vic.tim+a', 'victim+b']) await ask(`${one}@example.com`);
		await expect(ask('v.i.c.t.i.m@example.com')).rejects.toMatchObject({ code: 'code.too-many' });
		await expect(ask('victim@example.org')).resolves.toBeTruthy();
	});

	it('thirty from one address, and says that it is the network', async () => {
		for (let count = 0; count < 30; count++) await ask(`many${count}@example.com`, '198.51.100.7');
		place.clock.advance(60_000);
		await expect(ask('many99@example.com', '198.51.100.7')).rejects.toMatchObject({
			code: 'code.too-many-here',
			details: { minutes: 14 },
		});
		await expect(ask('many99@example.com', '198.51.100.8')).resolves.toBeTruthy();
	});

	it('a room full of people who prove themselves is not kept out', async () => {
		for (let count = 0; count < 60; count++) {
			const email = `guest${count}@example.com`;
			const phone = browser('198.51.100.20');
			const code = await codeFor(email, phone);
			await joinWithCode(place.as(), { name: '客人', email, code, from: phone.from() });
		}
	});

	it('six hundred from the whole site', async () => {
		await place.site.sql`insert into membership.code (email, mailbox, browser, asked, expires)
			select 'flood' || n || '@example.com', 'flood' || n || '@example.com', 'x', ${place.clock.now()}, ${place.clock.now()} from generate_series(1, 600) n`;
		await expect(ask('anybody@example.com')).rejects.toMatchObject({ code: 'code.too-many' });
	});
});

describe('the mail', () => {
	it('says it in Chinese', async () => {
		await requestCode(place.as(), { email: 'zh@example.com' });
		const mail = await lastMail('zh@example.com');
		const code = /\n(\d{6})\n/.exec(mail.body_text)?.[1];
		expect(mail.kind).toBe('sign-in-code');
		expect(mail.subject).toBe(`${code} 是你的localhost驗證碼`);
		expect(mail.body_text).toBe(
			`你的驗證碼是\n\n${code}\n\n請在剛才的頁面輸入。10 分鐘內有效，只能用一次，也只能在你索取它的那個瀏覽器使用。\n\n不是你索取的嗎？不用理會這封信，不會發生任何事。請不要把驗證碼告訴任何人，我們不會打電話或傳訊息向你要。\n\nlocalhost\n${place.site.handle.url}`,
		);
	});

	it('says it in English, with the name of the brand', async () => {
		await place.site.sql`update site.brand set name = 'Yancheng'`;
		await requestCode({ ...place.as(), locale: 'en' }, { email: 'en@example.com' });
		const mail = await lastMail('en@example.com');
		expect(mail.subject).toMatch(/^\d{6} is your code for Yancheng$/);
		expect(mail.body_text).toContain(
			'It is good for 10 minutes, works once, and only in the browser that asked for it.',
		);
		expect(mail.body_text).not.toMatch(/\p{Script=Han}/u);
		await place.site.sql`update site.brand set name = ''`;
	});

	it('tells only the mailbox, not the page, that a mailbox is unknown', async () => {
		const unknown = await requestCode(place.as(), { email: 'nobody@example.com', purpose: 'sign-in' });
		const known = await requestCode(place.as(), { email: 'mei@example.com', purpose: 'sign-in' });
		const shape = (cookies: string[]) => cookies.map((line) => line.replace(/=[2-9a-z]{26};/, '=…;'));
		expect(shape(unknown.cookies)).toEqual(shape(known.cookies));
		expect((await lastMail('nobody@example.com')).body_text).not.toMatch(/\d{6}/);
		expect((await lastMail('mei@example.com')).body_text).toMatch(/\n\d{6}\n/);
	});
});

describe('bad input', () => {
	it.each([
		['nothing', null],
		['a list', []],
		['a number for an address', { email: 5 }],
		['an object for an address', { email: { $ne: '' } }],
		['no address', { email: 'nobody' }],
		['Cyrillic letters that look like ours', { email: 'аnna@example.com' }],
		['a domain that looks like another', { email: 'anna@ехample.com' }],
		['full-width letters', { email: 'ａnna@example.com' }],
		['a Kelvin sign, which is a k when made small', { email: 'an\u212a@example.com' }],
		['a sign that cannot be seen', { email: 'an\u200bna@example.com' }],
		['a line break', { email: 'a@example.com\r\nbcc: b@example.com' }],
		['NUL', { email: 'a\u0000@example.com' }],
		['a long address', { email: `${'a'.repeat(300)}@example.com` }],
		['a prototype key', JSON.parse('{"__proto__":{"email":"a@example.com"}}')],
	])('%s is refused', async (_what, input) => {
		await expect(requestCode(place.as(), input as never)).rejects.toMatchObject({ code: 'input.invalid', status: 422 });
	});

	it.each(['', ' ', '\u202e倒過來', '\u200b', '<', 'https://spam.example', '長'.repeat(61), 5, {}])(
		'%j is no name',
		async (name) => {
			await expect(
				joinWithCode(place.as(), {
					name: name === '' ? '\u3000' : name,
					email: 'x@example.com',
					code: '123456',
				} as never),
			).rejects.toMatchObject({ code: 'input.invalid' });
		},
	);
	it.each(['12345', '1234567', 'abcdef', '', 123456, null])('%j is no code', async (code) => {
		await expect(joinWithCode(place.as(), { name: '甲', email: 'x@example.com', code } as never)).rejects.toMatchObject(
			{ code: 'input.invalid' },
		);
	});
});
