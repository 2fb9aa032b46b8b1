import { afterAll, beforeAll, expect, it } from 'vitest';
import { smtpPeer, type SmtpPeer } from '#notification/server/testing/smtp-peer.ts';
import { setUp } from '../set-up.ts';
import { startProduct, type Product } from '../start-product.ts';
import { visitor, type Visitor } from '../visitor.ts';

/** Enough to use up every limit; `npm run bench -- attack` makes ten thousand. */
const tries = 400;
/** Sign-ups from one address. */
const floods = 200;
const email = 'owner@example.com';
const password = 'correct-horse-battery';
let product: Product;
let peer: SmtpPeer;
let owner: Visitor;
beforeAll(async () => {
	peer = await smtpPeer();
	product = await startProduct({
		until: /setup\?token=/,
		environment: { SMTP_URL: peer.url, TRUSTED_PROXY: '127.0.0.1,::1' },
	});
	owner = await setUp(product);
});
afterAll(async () => {
	await product?.end();
	await peer?.close();
});

/** Many strangers at many addresses, who share what they know. */
async function attack(guess: (stranger: Visitor, n: number) => Promise<Response>): Promise<Map<number, number>> {
	const answers = new Map<number, number>();
	let next = 0;
	const one = async (): Promise<void> => {
		const stranger = visitor(product.url);
		for (let n = next++; n < tries; n = next++) {
			const { status } = await guess(stranger, n);
			answers.set(status, (answers.get(status) ?? 0) + 1);
			if (stranger.cookies.has('session')) throw new Error(`Guess ${n} opened the account`);
		}
	};
	await Promise.all(Array.from({ length: 16 }, one));
	return answers;
}
const from = (n: number) => ({ 'x-forwarded-for': `198.51.${(n >> 8) % 256}.${n % 256}` });
const codes = () => peer.taken.filter(({ to }) => to === email).length;

it(`stands ${tries} guesses at codes and passwords: nobody gets in, and the owner is not kept out`, async () => {
	// The owner signed in here before: their browser is known, and keeps that when it signs out.
	const home = visitor(product.url);
	await home.post('/login?/password', { email, password });
	expect(home.cookies.has('session')).toBe(true);
	await home.post('/logout', {});
	expect([...home.cookies.keys()]).toEqual(['known']);

	const answers = await attack((stranger, n) => {
		if (n % 40 === 0) return stranger.post('/login?/code', { email }, from(n));
		if (n % 2) return stranger.post('/login?/password', { email, password: `guess-${n}-guess` }, from(n));
		return stranger.post(
			'/login?/join',
			{
				email,
				code: String(n * 97)
					.padStart(6, '0')
					.slice(-6),
			},
			from(n),
		);
	});
	expect(
		[...answers.keys()].every((status) => [200, 403, 410, 422, 429].includes(status)),
		[...answers].join(' '),
	).toBe(true);
	expect(answers.get(200) ?? 0, 'codes that strangers got mailed').toBeLessThanOrEqual(8);

	// The attack has used up what strangers have: another of them is told to wait.
	expect((await visitor(product.url).post('/login?/code', { email }, from(tries))).status).toBe(429);
	expect((await visitor(product.url).post('/login?/password', { email, password }, from(tries))).status).toBe(429);
	// The owner's own browser is not: it signs in by password, and by a code.
	expect((await home.post('/login?/password', { email, password })).status).toBe(303);
	await home.post('/logout', {});
	const before = codes();
	expect((await home.post('/login?/code', { email })).status).toBe(200);
	await expect.poll(codes, { timeout: 60_000 }).toBe(before + 1);
	// A session that was open all along stays so.
	expect((await owner.get('/console')).status).toBe(200);
	expect(product.terminal()).not.toContain('"level":"error"');
});

it(`one address that asks ${floods} times to join gets a few codes mailed; nothing else changes, and others join beside it`, async () => {
	const flooder = { 'x-forwarded-for': '192.0.2.66' };
	const members = async () => Number(/(\d[\d,]*) 位/.exec(await (await owner.get('/console/members')).text())?.[1]);
	const before = await members();
	const taken = peer.taken.length;
	const answers = new Map<number, number>();
	let next = 0;
	const explained = new Set<string>();
	const one = async (): Promise<void> => {
		for (let n = next++; n < floods; n = next++) {
			// One mailbox under many spellings, and many mailboxes, each from a browser of its own.
			const email = n % 2 ? `v.ictim+${n}@example.net` : `flood${n}@example.net`;
			const answer = await visitor(product.url).post('/join?/code', { name: `訪客 ${n}`, email }, flooder);
			answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
			if (answer.status === 429)
				explained.add(/role="alert"[\s\S]*?<\/svg>([\s\S]*?)<\/div>/.exec(await answer.text())?.[1] ?? '');
		}
	};
	const neighbour = async (): Promise<number> => {
		const guest = visitor(product.url, { 'x-forwarded-for': '203.0.113.77' });
		const email = 'neighbour@example.net';
		await guest.post('/join?/code', { name: '鄰居', email });
		const mails = await (await owner.get('/console/mail')).text();
		const code = /^\s*(\d{6})\s*$/m.exec(mails.slice(mails.indexOf(email)))?.[1] ?? '';
		return (await guest.post('/join?/join', { name: '鄰居', email, code })).status;
	};
	const [, joined] = await Promise.all([Promise.all(Array.from({ length: 16 }, one)), neighbour()]);
	expect(joined).toBe(303);
	expect(answers.get(200)).toBeLessThanOrEqual(30);
	expect((answers.get(200) ?? 0) + (answers.get(429) ?? 0)).toBe(floods);
	expect([...explained].join('\n')).toMatch(/驗證碼索取太多次了/);
	expect([...explained].join('\n')).toMatch(/你所在的網路剛才索取了太多驗證碼/);
	expect(await members()).toBe(before + 1);
	// As many mails as codes, three of them to the one mailbox; and the log tells of the flood.
	const mailed = () => peer.taken.slice(taken).filter(({ to }) => to.endsWith('@example.net'));
	await expect.poll(() => mailed().length, { timeout: 60_000 }).toBe((answers.get(200) ?? 0) + 1);
	expect(mailed().filter(({ to }) => to.startsWith('v.ictim')).length).toBeLessThanOrEqual(3);
	await expect
		.poll(() => product.terminal(), { timeout: 90_000 })
		.toMatch(/"refused at the door".*"code.too-many-here".*"most":"192.0.2.66"/);
}, 180_000);
