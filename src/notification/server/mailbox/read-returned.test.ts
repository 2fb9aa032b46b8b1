import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectMailbox, forgetMailbox, readMailbox, readReturned } from '#notification/server/index.ts';
import { messageName } from '#notification/server/letter/print-mail.ts';
import { returnAddress } from '#notification/server/mailbox/return-address.ts';
import { sowSubscriber } from '#notification/server/sow.ts';
import { returnedMail } from '#notification/server/testing/returned.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

/** An IMAP server that others made: what it says is not what we think. */
interface Peer {
	listen(port: number, host: string, listening: () => void): void;
	close(closed: () => void): void;
	server: { address(): { port: number } };
	appendMessage(mailbox: string, flags: string[], internaldate: Date | false, raw: string): void;
	getMailbox(name: string): { uidvalidity: number; messages: { flags: string[] }[] };
}
const makePeer = createRequire(import.meta.url)('hoodiecrow-imap') as (options: object) => Peer;

let place: TestSite;
let peer: Peer;
let box: Parameters<typeof connectMailbox>[1];
beforeAll(async () => {
	place = await testSite({ REACHABLE: '127.0.0.1' });
	const users = { bounce: { password: 'a good word' } };
	peer = makePeer({ plugins: ['STARTTLS', 'UIDPLUS', 'LITERALPLUS'], users, storage: { INBOX: { messages: [] } } });
	await new Promise<void>((listening) => peer.listen(0, '127.0.0.1', listening));
	const { port } = peer.server.address();
	box = { host: '127.0.0.1', port, security: 'none', login: 'bounce', password: 'a good word' };
});
afterAll(async () => {
	await new Promise<void>((closed) => peer.close(closed));
	await place.close();
});

let delivery: number;
let id: string;
beforeEach(async () => {
	const { sql } = place.site;
	await sql`truncate notification.subscriber, notification.suppression, notification.mailing, notification.heard_call, notification.mailbox cascade`;
	place.clock.advance(60_000);
	const [topic] = await sql<{ id: number }[]>`select min(id) as id from notification.topic`;
	const subscriber = await sowSubscriber(sql, 'mei@example.com', [topic?.id ?? 0]);
	const [mailing] = await sql<{ id: number }[]>`
		insert into notification.mailing (topic, subject, created, changed) values (${topic?.id ?? 0}, 's', now(), now()) returning id`;
	const [row] = await sql<{ id: number }[]>`
		insert into notification.delivery (mailing, subscriber, sent) values (${mailing?.id ?? 0}, ${subscriber}, now()) returning id`;
	delivery = row?.id ?? 0;
	id = `<${messageName(place.site.handle, delivery)}@localhost>`;
});

const arrive = (raw: string): void => peer.appendMessage('INBOX', [], new Date(), raw);
const look = (): Promise<void> => readReturned.run(place.system(), {}) as Promise<void>;
const state = () => readMailbox(place.system(), {});
const suppressed = async () => [...(await place.site.sql`select email::text, reason from notification.suppression`)];

describe('the mailbox for returned mail', () => {
	it('finds the mailing and the receiver by the name of the mail, once, and leaves other mail alone', async () => {
		await connectMailbox(place.system(), box);
		arrive('Subject: hello\r\n\r\nhow are you?');
		arrive(returnedMail(id));
		arrive(returnedMail('<n.1.00000000000000000000@evil.example>'));
		await look();
		expect(await state()).toMatchObject({ noted: 1, trouble: null, looked: expect.any(Date) as Date });
		expect(await suppressed()).toEqual([{ email: 'mei@example.com', reason: 'bounce' }]);
		const [row] = await place.site.sql`select bounced, said from notification.delivery where id = ${delivery}`;
		expect(row).toMatchObject({ bounced: expect.any(Date) as Date, said: 'smtp; 550 5.1.1 no such user' });
		const flags = peer.getMailbox('INBOX').messages.map((mail) => mail.flags.includes('\\Seen'));
		expect(flags.slice(-3)).toEqual([false, true, false]);
		await place.site.sql`truncate notification.suppression`;
		await look();
		expect(await state()).toMatchObject({ noted: 1 });
		expect(await suppressed()).toEqual([]);
	});

	it('knows a mail by where it returned to, even where nothing of it came back', async () => {
		await connectMailbox(place.system(), { ...box, address: 'bounce@brand.example' });
		const to = returnAddress(place.site.handle, 'bounce@brand.example', delivery);
		expect(to.split('@')[0]?.length).toBeLessThanOrEqual(64);
		arrive(returnedMail(null, { to }));
		arrive(returnedMail(null, { to: 'bounce+n.1.00000000000000000000@brand.example' }));
		await look();
		expect(await suppressed()).toEqual([{ email: 'mei@example.com', reason: 'bounce' }]);
	});

	it('that refuses its password is not asked again before somebody looks', async () => {
		await connectMailbox(place.system(), box);
		const [kept] = await place.site.sql`select secret from notification.mailbox`;
		expect((kept?.['secret'] as Buffer).toString('latin1')).not.toContain('a good word');
		await place.site.sql`update notification.mailbox set login = 'nobody'`;
		await look();
		expect(await state()).toMatchObject({ trouble: 'refused' });
		const looked = (await state())?.looked;
		place.clock.advance(600_000);
		await look();
		expect((await state())?.looked).toEqual(looked);
		await connectMailbox(place.system(), box);
		expect(await state()).toMatchObject({ trouble: null });
		await forgetMailbox(place.system(), {});
		expect(await state()).toBeNull();
	});

	it('is kept only when it can be read, by those who may, and its password goes nowhere else', async () => {
		const refused = (more: object) => expect(connectMailbox(place.system(), { ...box, ...more })).rejects;
		await refused({ password: 'wrong' }).toMatchObject({ code: 'mailbox.refused' });
		await refused({ port: 1 }).toMatchObject({ code: 'mailbox.unreachable' });
		await refused({ folder: 'Nowhere' }).toMatchObject({ code: 'mailbox.no-folder' });
		// Its certificate is out of date.
		await refused({ security: 'starttls' }).toMatchObject({ code: 'mailbox.insecure' });
		await refused({ host: '10.0.0.1' }).toMatchObject({ code: 'mailbox.private' });
		await refused({ host: '93.184.216.34' }).toMatchObject({ code: 'mailbox.insecure' });
		await refused({ address: `${'x'.repeat(30)}@brand.example` }).toMatchObject({ status: 422 });
		expect(await state()).toBeNull();
		await connectMailbox(place.system(), box);
		await connectMailbox(place.system(), { ...box, password: '' });
		await refused({ login: 'other', password: '' }).toMatchObject({ status: 422 });
		const editor = place.as({ kind: 'member', member: 1, name: 'e', handle: 'e', role: 'editor' });
		await expect(connectMailbox(editor, box)).rejects.toMatchObject({ status: 403 });
		expect(JSON.stringify(await state())).not.toContain('a good word');
	});
});
