import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { keepProduct } from '#commerce/server/index.ts';
import { publishArticle, writeArticle } from '#content/server/index.ts';
import {
	changeMailing,
	changePreferences,
	createMailing,
	keepMailings,
	previewMailing,
	readUnsubscribing,
	sendTest,
	unsubscribe,
	pauseMailing,
	resumeMailing,
	scheduleMailing,
	stopMailing,
	suppressAddress,
	waitForMailings,
} from '#notification/server/index.ts';
import { sowSubscriber } from '#notification/server/sow.ts';
import { mailingRoom, type MailingRoom } from '#testing/mailing-room.ts';
import { smtpPeer, type SmtpPeer } from '#notification/server/testing/smtp-peer.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let room: MailingRoom;
let place: TestSite;
let peer: SmtpPeer;
let editor: MailingRoom['editor'];
let topic: number;
let article: number;
let members: number;

beforeAll(async () => {
	room = await mailingRoom();
	({ place, peer, editor, topic } = room);
	await place.site.sql`update site.brand set name = '山腳下醬油'`;
	const text = `第一段，[看別的](/articles/else)。\n\n第二段，[外面](https://elsewhere.example/x?y=1&z=2)。\n\n第三段。${'很長的一段。'.repeat(30)}\n\n祕密的第四段。`;
	article = await room.write('一甕醬油的一天', text);
	members = await room.write('只給會員的配方', text, 'members');
});
afterAll(() => room.close());
beforeEach(() => room.clear());

const people = (...emails: string[]): Promise<number[]> => room.people(...emails);
const order = (of = article): Promise<number> => room.order(of);
const run = (): Promise<void> => room.run();
const rows = (mailing: number): Promise<Record<string, string>> => room.rows(mailing);
const mailing = async (id: number) =>
	(
		await place.site
			.sql`select done, paused, stopped, resumes, trouble, candidates, scheduled from notification.mailing where id = ${id}`
	)[0];
const partsOf = (raw: string): string[] =>
	raw
		.split(/--=_homecourt_\d+_-?-?\r?\n?/)
		.slice(1)
		.map((part) =>
			Buffer.from(
				part
					.split(/\r?\n\r?\n/)
					.slice(1)
					.join('')
					.replace(/\s/g, ''),
				'base64',
			).toString(),
		);

describe('a mailing', () => {
	it('reaches every confirmed subscriber of its topic once, with both parts and the way out', async () => {
		await people('mei@example.com', 'ting@example.com');
		await place.site.sql`insert into notification.subscriber (email, created) values ('asked@example.com', now())`;
		await place.site
			.sql`insert into notification.subscription (subscriber, topic, asked) select id, ${topic}, now() from notification.subscriber where email = 'asked@example.com'`;
		const id = await order();
		await run();
		expect(await rows(id)).toEqual({ 'mei@example.com': 'sent', 'ting@example.com': 'sent' });
		expect(await mailing(id)).toMatchObject({ candidates: 2, done: expect.any(Date) as Date });
		expect(peer.taken.map(({ to }) => to).sort()).toEqual(['mei@example.com', 'ting@example.com']);
		const raw = peer.taken.find(({ to }) => to === 'mei@example.com')?.raw ?? '';
		const [head = ''] = raw.split('\r\n\r\n', 1);
		expect(head).toMatch(/^To: <mei@example\.com>$/m);
		expect(head).toMatch(/^Message-ID: <n\.[0-9a-z]+\.[0-9a-f]{20}@localhost>$/m);
		expect(head).toMatch(/^List-Unsubscribe: <http:\/\/localhost:3000\/newsletter\/out\/[0-9a-z]{48}>$/m);
		expect(head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
		expect(head).toMatch(/^List-ID: <topic-\d+\.localhost>$/m);
		const [text = '', html = ''] = partsOf(raw);
		const [key] = /[0-9a-z]{48}/.exec(head) ?? [''];
		for (const part of [text, html]) {
			expect(part).toContain('第一段');
			expect(part).toContain('祕密的第四段');
			expect(part).toContain(`/newsletter/out/${key}`);
			expect(part).toContain(`/newsletter/preferences/${key}`);
			expect(part).toMatch(new RegExp(`http://localhost:3000/go/[a-z0-9]{7}\\?n=${key}`));
			expect(part).not.toMatch(/[\uE000-\uE003]/);
			expect(part).not.toContain('/articles/else');
		}
		expect(html).toContain('href="https://elsewhere.example/x?y=1&amp;z=2"');
		expect(html).toContain('prefers-color-scheme: dark');
		expect(html).not.toMatch(/<script|<img[^>]+tracking/);
		await run();
		expect(peer.taken).toHaveLength(2);
	});

	it('returns to the sender, or with a return address to one of its own for each mail', async () => {
		await people('one@example.com', 'two@example.com');
		await order();
		await run();
		expect(new Set(peer.taken.map(({ from }) => from))).toEqual(new Set(['hello@brand.example']));
		peer.taken.length = 0;
		await place.site.sql`insert into notification.mailbox (host, port, security, login, secret, folder, address, kept)
			values ('imap.example', 993, 'tls', 'b', ''::bytea, 'INBOX', 'bounce@brand.example', now())`;
		await order();
		await run();
		await place.site.sql`delete from notification.mailbox`;
		const names = peer.taken.map(({ raw }) => /^Message-ID: <(n\.[^@]+)@/m.exec(raw)?.[1] ?? '');
		expect(peer.taken.map(({ from }) => from)).toEqual(names.map((name) => `bounce+${name}@brand.example`));
	});

	it('names a product with its link, in both parts', async () => {
		await people('shopper@example.com');
		const shop = 'https://shop.example/oil';
		const { id } = await keepProduct(place.as(editor), { sku: 'oil', name: '壺底油 & 清', url: shop });
		await order(await room.write('買一甕', `前。\n\n::block[product](${id})\n\n後。`));
		await run();
		const [text = '', html = ''] = partsOf(peer.taken.find(({ to }) => to === 'shopper@example.com')?.raw ?? '');
		expect(text).toContain(`壺底油 & 清 ( ${shop} )`);
		expect(html).toMatch(/<a class="l" href="https:\/\/shop\.example\/oil"[^>]*>壺底油 &amp; 清<\/a>/);
	});

	it('shows the whole of a members-only article to members alone', async () => {
		await people('visitor@example.com', 'member@example.com');
		await place.site
			.sql`insert into membership.member (handle, name, email, joined) values ('mm', '會員', 'member@example.com', now()) on conflict do nothing`;
		await order(members);
		await run();
		const textOf = (to: string): string => partsOf(peer.taken.find((mail) => mail.to === to)?.raw ?? '').join('');
		expect(textOf('member@example.com')).toContain('祕密的第四段');
		expect(textOf('visitor@example.com')).toContain('第一段');
		expect(textOf('visitor@example.com')).not.toContain('祕密');
		expect(textOf('visitor@example.com')).toContain('後半是寫給會員的');
	});

	it('shows the whole of an article for some members to these alone, as it stands when it is sent', async () => {
		await people('some@example.com', 'other@example.com');
		const { sql } = place.site;
		await sql`insert into membership.member (handle, name, email, joined) values ('some', '熟客', 'some@example.com', now()), ('other', '別人', 'other@example.com', now())`;
		const [segment] = await sql<{ id: number }[]>`
			insert into membership.segment (name, definition, created, changed, kept) values ('熟客', '{}', now(), now(), now()) returning id`;
		await sql`insert into membership.segment_member (segment, member) select ${segment?.id ?? 0}, id from membership.member where handle = 'some'`;
		await sql`update content.article set segment = ${segment?.id ?? 0} where id = ${members}`;
		await order(members);
		await run();
		await sql`update content.article set segment = null where id = ${members}`;
		await sql`update membership.segment set retired = now()`;
		const textOf = (to: string): string => partsOf(peer.taken.find((mail) => mail.to === to)?.raw ?? '').join('');
		expect(textOf('some@example.com')).toContain('祕密的第四段');
		expect(textOf('other@example.com')).not.toContain('祕密');
		expect(textOf('other@example.com')).toContain('只給一部分會員');
	});

	it('asks again at the moment of sending and says why somebody was left out', async () => {
		const emails = ['ok', 'ended', 'unwanted', 'suspended', 'refused', 'withdrew'].map((name) => `${name}@example.com`);
		const ids = await people(...emails);
		const { sql } = place.site;
		for (const name of ['suspended', 'refused', 'withdrew'])
			await sql`insert into membership.member (handle, name, email, joined) values (${name}, ${name}, ${`${name}@example.com`}, now())`;
		const { mailing: id } = await createMailing(place.as(editor), { article });
		await scheduleMailing(place.as(editor), { mailing: id });
		await sql`update notification.subscription set ended = now() where subscriber = ${ids[1] ?? 0}`;
		const { startMailing } = await import('#notification/server/commands/start-mailing.ts');
		await sql`update notification.subscription set ended = null`;
		expect(await startMailing(place.system(), { mailing: id })).toBe(true);
		await sql`update notification.subscription set ended = now() where subscriber = ${ids[1] ?? 0}`;
		await suppressAddress(place.system(), { email: 'unwanted@example.com', reason: 'request' });
		await sql`update membership.member set suspended = now() where handle = 'suspended'`;
		await sql`insert into membership.preference (member, refused) select id, now() from membership.member where handle = 'refused'`;
		await sql`insert into membership.consent (member, what, decision, place, said) select id, 'mail', 'withdrawn', 'account', now() + interval '1 hour' from membership.member where handle = 'withdrew'`;
		await run();
		expect(await rows(id)).toEqual({
			'ok@example.com': 'sent',
			'ended@example.com': 'skipped unsubscribed',
			'unwanted@example.com': 'skipped suppressed',
			'suspended@example.com': 'skipped suspended',
			'refused@example.com': 'skipped no-marketing',
			'withdrew@example.com': 'skipped no-marketing',
		});
		expect(peer.taken.map(({ to }) => to)).toEqual(['ok@example.com']);
		expect((await mailing(id))?.['done']).toBeInstanceOf(Date);
	});

	it('does not begin when its author may no longer send, or its article is gone', async () => {
		await people('mei@example.com');
		const id = await order();
		await place.site.sql`update membership.member set role = 'member' where id = ${editor.member}`;
		await run();
		expect(await mailing(id)).toMatchObject({ trouble: 'author', scheduled: null, candidates: null });
		await place.site.sql`update membership.member set role = 'editor' where id = ${editor.member}`;
		await scheduleMailing(place.as(editor), { mailing: id });
		const [before] = await place.site
			.sql`update content.article set published = null where id = ${article} returning id`;
		await run();
		expect(await mailing(id)).toMatchObject({ trouble: 'article', candidates: null });
		await place.site
			.sql`update content.article set published = ${new Date(place.clock.now().getTime() - 60_000)} where id = ${before?.['id'] as number}`;
		expect(peer.taken).toHaveLength(0);
	});
});

describe('the mail server', () => {
	it('is asked again about a receiver that it refused for now, and not about one refused for good', async () => {
		await people('grey@example.com', 'gone@example.com', 'spam@example.com', 'full@example.com', 'ok@example.com');
		peer.refuse.set('grey@example.com', [{ code: 451, text: '4.7.1 greylisted' }]);
		peer.refuse.set('gone@example.com', [{ code: 550, text: '5.1.1 no such user' }]);
		peer.refuse.set('full@example.com', [{ code: 552, text: '5.2.2 mailbox full' }]);
		peer.refuseMail.set('spam@example.com', { code: 554, text: '5.7.1 looks like spam' });
		const id = await order();
		await run();
		expect(await rows(id)).toEqual({
			'grey@example.com': 'waiting',
			'gone@example.com': 'failed bounced',
			'spam@example.com': 'failed refused',
			'full@example.com': 'failed refused',
			'ok@example.com': 'sent',
		});
		expect((await mailing(id))?.['done']).toBeNull();
		const suppressed = await place.site.sql`select email::text, reason from notification.suppression`;
		expect([...suppressed]).toEqual([{ email: 'gone@example.com', reason: 'bounce' }]);
		place.clock.advance(60_000);
		await keepMailings.run(place.system(), {});
		await waitForMailings(place.site.handle);
		expect((await rows(id))['grey@example.com']).toBe('waiting');
		place.clock.advance(120_000);
		await keepMailings.run(place.system(), {});
		await waitForMailings(place.site.handle);
		expect((await rows(id))['grey@example.com']).toBe('sent');
		expect((await mailing(id))?.['done']).toBeInstanceOf(Date);
	});

	it('that refuses a receiver again and again is believed at last', async () => {
		await people('grey@example.com');
		peer.refuse.set(
			'grey@example.com',
			Array.from({ length: 9 }, () => ({ code: 451, text: '4.2.0 later' })),
		);
		const id = await order();
		await run();
		for (let hours = 0; hours < 8; hours++) {
			place.clock.advance(3_600_000);
			await keepMailings.run(place.system(), {});
			await waitForMailings(place.site.handle);
		}
		expect(await rows(id)).toEqual({ 'grey@example.com': 'failed gave-up' });
		expect((await mailing(id))?.['done']).toBeInstanceOf(Date);
		expect(peer.refuse.get('grey@example.com')).toHaveLength(4);
	});

	it('that hangs up after the mail leaves it in doubt: it is told, and never sent again', async () => {
		await people('doubt@example.com', 'ok@example.com');
		peer.hangUp.add('doubt@example.com');
		const id = await order();
		await run();
		expect(await rows(id)).toEqual({ 'doubt@example.com': 'unconfirmed broken-off', 'ok@example.com': 'sent' });
		expect((await mailing(id))?.['done']).toBeInstanceOf(Date);
		await keepMailings.run(place.system(), {});
		await waitForMailings(place.site.handle);
		expect(peer.taken.filter(({ to }) => to === 'doubt@example.com')).toHaveLength(1);
	});

	it('that is away loses nobody: the mailing waits, and goes on', async () => {
		const own = await smtpPeer();
		const away = await testSite({ SMTP_URL: own.url });
		await own.close();
		try {
			const [person] = await away.site.sql<{ id: number }[]>`
				insert into membership.member (handle, name, email, role, joined) values ('o', 'o', 'o@example.org', 'owner', now()) returning id`;
			const owner = away.as({ kind: 'member', member: person?.id ?? 0, name: 'o', handle: 'o', role: 'owner' });
			const made = await writeArticle(owner, { title: '一', body: fromMarkdown('二', 'article') } as never);
			await publishArticle(owner, { id: made.id });
			for (let index = 0; index < 40; index++) await sowSubscriber(away.site.sql, `p${index}@example.com`, [topic]);
			const { mailing: id } = await createMailing(owner, { article: made.id });
			await scheduleMailing(owner, { mailing: id });
			await away.runJobs();
			await waitForMailings(away.site.handle);
			const [row] = await away.site.sql`select trouble, resumes, paused, done from notification.mailing`;
			expect(row).toMatchObject({ trouble: 'server', resumes: expect.any(Date) as Date, paused: null, done: null });
			const [count] = await away.site
				.sql`select count(*)::int as all, count(taken)::int as taken, max(tries) as tries from notification.delivery`;
			expect(count).toEqual({ all: 40, taken: 0, tries: 0 });
			for (let tries = 0; tries < 8; tries++) {
				away.clock.advance(3 * 3_600_000);
				await keepMailings.run(away.system(), {});
				await waitForMailings(away.site.handle);
			}
			expect((await away.site.sql`select paused from notification.mailing`)[0]?.['paused']).toBeInstanceOf(Date);
		} finally {
			await away.close();
		}
	});
});

describe('a person', () => {
	it('holds a mailing, goes on with it, and ends it for good', async () => {
		await people(...Array.from({ length: 30 }, (_, index) => `p${index}@example.com`));
		const { startMailing } = await import('#notification/server/commands/start-mailing.ts');
		const id = await order();
		await startMailing(place.system(), { mailing: id });
		await pauseMailing(place.as(editor), { mailing: id });
		await run();
		expect(peer.taken).toHaveLength(0);
		await resumeMailing(place.as(editor), { mailing: id });
		await run();
		expect(peer.taken).toHaveLength(30);
		const other = await order();
		await startMailing(place.system(), { mailing: other });
		await stopMailing(place.as(editor), { mailing: other });
		await run();
		expect(peer.taken).toHaveLength(30);
		expect(new Set(Object.values(await rows(other)))).toEqual(new Set(['skipped stopped']));
		expect(await mailing(other)).toMatchObject({ done: expect.any(Date) as Date, stopped: expect.any(Date) as Date });
		await expect(resumeMailing(place.as(editor), { mailing: other })).rejects.toMatchObject({
			code: 'mailing.not-running',
		});
		await expect(changeMailing(place.as(editor), { mailing: other, subject: 'x', topic })).rejects.toMatchObject({
			code: 'mailing.begun',
		});
	});

	it.each(['member', 'author', 'moderator', 'analyst'] as const)('who is %s sends nothing', async (role) => {
		const ctx = place.as({ ...editor, role });
		await expect(createMailing(ctx, { article })).rejects.toMatchObject({ status: 403 });
	});

	it('cannot smuggle a head into the subject, order for the past, or send what is not published', async () => {
		const { mailing: id } = await createMailing(place.as(editor), { article });
		await changeMailing(place.as(editor), {
			mailing: id,
			subject: 'a\r\nBcc: evil@example.com',
			preheader: '\u2028b',
			topic,
		});
		const [row] = await place.site.sql`select subject, preheader from notification.mailing where id = ${id}`;
		expect(row).toEqual({ subject: 'a Bcc: evil@example.com', preheader: 'b' });
		await expect(scheduleMailing(place.as(editor), { mailing: id, at: new Date(0) })).rejects.toMatchObject({
			status: 422,
		});
		const draft = await writeArticle(place.as(editor), {
			title: '草稿',
			body: fromMarkdown('還沒', 'article'),
		} as never);
		await expect(createMailing(place.as(editor), { article: draft.id })).rejects.toMatchObject({
			code: 'mailing.not-published',
		});
	});
});

it('is ended by the receiver between two mailings', async () => {
	const [id] = await people('mei@example.com');
	await order();
	await run();
	const key = /out\/([0-9a-z]{48})/.exec(peer.taken[0]?.raw ?? '')?.[1] ?? '';
	expect(id).toBeGreaterThan(0);
	await changePreferences(place.as(), { key, topics: [] });
	const next = await order();
	await run();
	expect(await rows(next)).toEqual({});
	expect(await mailing(next)).toMatchObject({ candidates: 0, done: expect.any(Date) as Date });
	expect(peer.taken).toHaveLength(1);
});

it('is ended for its own topic alone by the button of the mail program, twice without harm', async () => {
	const other = (await place.site.sql<{ id: number }[]>`select max(id) as id from notification.topic`)[0]?.id ?? 0;
	const id = await sowSubscriber(place.site.sql, 'mei@example.com', [topic, other]);
	await order();
	await run();
	const key = /out\/([0-9a-z]{48})/.exec(peer.taken[0]?.raw ?? '')?.[1] ?? '';
	expect(await readUnsubscribing(place.as(), { key })).toEqual({
		email: 'm…@example.com',
		topic: '「新文章」',
		kinds: [],
	});
	await unsubscribe(place.as(), { key, place: 'one-click', address: '203.0.113.9' });
	await unsubscribe(place.as(), { key, place: 'one-click' });
	const left = await place.site
		.sql`select topic from notification.subscription where subscriber = ${id} and ended is null`;
	expect(left.map(({ topic: one }) => one as number)).toEqual([other]);
	const proof = await place.site.sql`select act, place, network from notification.consent where subscriber = ${id}`;
	expect([...proof]).toEqual([{ act: 'ended', place: 'one-click', network: '203.0.113.0/24' }]);
	await expect(unsubscribe(place.as(), { key: key.replace(/.$/, 'z'), place: 'mail' })).rejects.toMatchObject({
		status: 410,
	});
});

it('can be tried out on oneself alone, and previewed light and dark', async () => {
	const { mailing: id } = await createMailing(place.as(editor), { article: members });
	expect(await sendTest(place.as(editor), { mailing: id })).toEqual({ to: 'ying@example.org' });
	await run();
	expect(peer.taken.map(({ to }) => to)).toEqual(['ying@example.org']);
	expect(peer.taken[0]?.raw).not.toContain('List-Unsubscribe');
	const show = (rest: object): Promise<string> => previewMailing(place.as(editor), { mailing: id, ...rest });
	expect(await show({ theme: 'dark' })).toContain('@media all{');
	expect(await show({})).toContain('@media not all{');
	expect(await show({ part: 'text' })).toContain('http://localhost:3000/articles/else');
	expect(await show({ beginning: true })).not.toContain('祕密');
	await expect(previewMailing(place.as(), { mailing: id })).rejects.toMatchObject({ status: 401 });
});

it('is sent whatever signs stand in its words, and wherever its links lead', async () => {
	await people('mei@example.com');
	const long = `/articles/${'x'.repeat(1500)}`;
	const made = await writeArticle(place.as(editor), {
		title: '標題\uE000\uE002 1\uE003',
		body: fromMarkdown(`內文\uE000\uE001 [很長](${long})`, 'article'),
	});
	await publishArticle(place.as(editor), { id: made.id });
	const { mailing: id } = await createMailing(place.as(editor), { article: made.id });
	await changeMailing(place.as(editor), { mailing: id, subject: '主旨\uE000', preheader: '\uE001', topic });
	await scheduleMailing(place.as(editor), { mailing: id });
	await run();
	expect(await rows(id)).toEqual({ 'mei@example.com': 'sent' });
	const [text = '', html = ''] = partsOf(peer.taken[0]?.raw ?? '');
	for (const part of [text, html]) {
		expect(part).not.toMatch(/[\uE000-\uE003]/);
		expect(part).toContain(`http://localhost:3000${long}`);
	}
});
