import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { countFailedMail, countKeptMail, listMail } from '#platform/mail/list-mail.ts';
import { sendKeptMail, sendMailAgain } from '#platform/mail/send-kept.ts';
import { deliverMail } from '#platform/mail/deliver-mail.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

/** A real SMTP peer; `refuse` is the answer to the next recipients. */
function mailServer() {
	const taken: { to: string[]; raw: string }[] = [];
	const state = { refuse: null as number | null, taken };
	const server = new SMTPServer({
		disabledCommands: ['AUTH', 'STARTTLS'],
		onRcptTo(address, _session, done) {
			if (state.refuse) done(Object.assign(new Error('not now'), { responseCode: state.refuse }));
			else done();
		},
		onData(stream, session, done) {
			let raw = '';
			stream.on('data', (part: Buffer) => (raw += part.toString()));
			stream.on('end', () => {
				taken.push({ to: session.envelope.rcptTo.map((one) => one.address), raw });
				done();
			});
		},
	});
	return new Promise<{ state: typeof state; url: string; close(): Promise<void> }>((resolve) => {
		const listening = server.listen(0, '127.0.0.1', () => {
			const { port } = listening.address() as { port: number };
			resolve({
				state,
				url: `smtp://127.0.0.1:${port}?from=hello@brand.example`,
				close: () => new Promise((done) => server.close(() => done())),
			});
		});
	});
}

const write = command(z.object({ to: z.string(), text: z.string().optional() }), (ctx, { to, text }) =>
	sendMail(ctx, {
		to,
		subject: '你的驗證碼\r\nBcc: evil@example.com',
		text: text ?? '驗證碼：<b>123456</b>\n\nhttps://brand.example/a?b=1&c=2',
		kind: 'test',
	}),
);

let peer: Awaited<ReturnType<typeof mailServer>>;
let place: TestSite;
beforeAll(async () => {
	peer = await mailServer();
	place = await testSite({ SMTP_URL: peer.url });
});
afterAll(async () => {
	await place.close();
	await peer.close();
});

describe('sendMail', () => {
	it('reaches a real mail server, once, with a subject that cannot smuggle headers', async () => {
		await write(place.system(), { to: 'mei@example.com' });
		await place.runJobs();
		expect(peer.state.taken).toHaveLength(1);
		expect(peer.state.taken[0]?.to).toEqual(['mei@example.com']);
		expect(peer.state.taken[0]?.raw).not.toMatch(/^Bcc:/m);
		expect(peer.state.taken[0]?.raw).toContain('Auto-Submitted: auto-generated');
		expect((await listMail(place.system(), {})).items[0]?.sent).toBeInstanceOf(Date);
	});

	it('keeps a mail that was not taken, tries again, and loses nothing', async () => {
		peer.state.refuse = 451;
		await write(place.system(), { to: 'later@example.com' });
		await expect(place.runJobs()).rejects.toThrow();
		const [waiting] = (await listMail(place.system(), {})).items;
		expect(waiting).toMatchObject({ sent: null, failed: null, tries: 1 });
		peer.state.refuse = 550;
		await write(place.system(), { to: 'never@example.com' });
		await place.runJobs();
		expect((await listMail(place.system(), {})).items[0]).toMatchObject({
			sent: null,
			failed: expect.any(Date) as Date,
		});
		peer.state.refuse = null;
	});

	it('gives a mail up when its tries are used up, and tries anew when a person says so', async () => {
		peer.state.refuse = 451;
		await write(place.system(), { to: 'full@example.com' });
		await expect(place.runJobs()).rejects.toThrow();
		const id = (await listMail(place.system(), {})).items[0]?.id as number;
		const failed = await countFailedMail(place.system(), {});
		for (let tries = 2; tries <= 12; tries++)
			await expect(deliverMail.run(place.system(), { mail: id })).rejects.toThrow();
		// On its way: nobody needs to do anything, and doing it changes nothing.
		await sendMailAgain(place.system(), { id });
		expect((await listMail(place.system(), {})).items[0]).toMatchObject({ tries: 12, failed: null });
		await deliverMail.run(place.system(), { mail: id });
		expect((await listMail(place.system(), {})).items[0]).toMatchObject({
			tries: 13,
			failed: expect.any(Date) as Date,
		});
		expect(await countFailedMail(place.system(), {})).toBe(failed + 1);
		peer.state.refuse = null;
		await sendMailAgain(place.system(), { id });
		await place.runJobs();
		expect((await listMail(place.system(), {})).items[0]).toMatchObject({ failed: null, trouble: null });
		expect(peer.state.taken.at(-1)?.to).toEqual(['full@example.com']);
	});

	it('vanishes with its command', async () => {
		const before = (await listMail(place.system(), {})).items.length;
		const failing = command(z.object({}), async (ctx) => {
			await sendMail(ctx, { to: 'x@example.com', subject: 's', text: 't', kind: 'test' });
			throw new Error('rolled back');
		});
		await expect(failing(place.system(), {})).rejects.toThrow('rolled back');
		expect((await listMail(place.system(), {})).items).toHaveLength(before);
		expect(await place.runJobs()).toEqual([]);
	});

	it('is read by the owner alone', async () => {
		await expect(listMail(place.as(), {})).rejects.toMatchObject({ status: 401 });
	});
});

describe('what was kept while there was no mail server', () => {
	it('leaves when the owner says so, the old apart, and never by itself', async () => {
		const home = await testSite();
		try {
			for (const to of ['old@example.com', 'one@example.com', 'two@example.com']) {
				await write(home.system(), { to });
				await home.runJobs();
				if (to.startsWith('old')) home.clock.advance(25 * 3_600_000);
			}
			expect(await countKeptMail(home.system(), {})).toEqual({ all: 3, old: 1 });
			const { items } = await listMail(home.system(), {});
			expect(items.map(({ old }) => old)).toEqual([false, false, true]);
			await expect(sendKeptMail(home.system(), { old: true })).rejects.toMatchObject({ code: 'mail.no-server' });
			await expect(sendKeptMail(home.as(), { old: true })).rejects.toMatchObject({ status: 401 });
			// The next start, with a mail server.
			const withServer = () => ({ ...home.system(), settings: { ...home.system().settings, smtpUrl: peer.url } });
			const runJobs = async () => {
				const ids = await home.site.sql<
					{ id: number }[]
				>`select id from platform.mail where sent is null and kept is null`;
				await home.site.sql`delete from job.job`;
				for (const { id } of ids) await deliverMail.run(withServer(), { mail: id });
				return ids.length;
			};
			expect(await runJobs()).toBe(0);
			const before = peer.state.taken.length;
			await sendMailAgain(withServer(), { id: items[0]?.id ?? 0 });
			await runJobs();
			expect(await sendKeptMail(withServer(), { old: false })).toBe(1);
			await runJobs();
			expect(await countKeptMail(withServer(), {})).toEqual({ all: 1, old: 1 });
			expect(await sendKeptMail(withServer(), { old: true })).toBe(1);
			expect(await sendKeptMail(withServer(), { old: true })).toBe(0);
			await runJobs();
			expect(peer.state.taken.slice(before).map(({ to }) => to[0])).toEqual([
				'two@example.com',
				'one@example.com',
				'old@example.com',
			]);
			await expect(sendMailAgain(withServer(), { id: 999 })).rejects.toMatchObject({ status: 404 });
		} finally {
			await home.close();
		}
	});
});
