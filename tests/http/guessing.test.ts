import { afterAll, beforeAll, expect, it } from 'vitest';
import { smtpPeer, type SmtpPeer } from '#notification/server/testing/smtp-peer.ts';
import { setUp } from '../set-up.ts';
import { startProduct, type Product } from '../start-product.ts';
import { visitor, type Visitor } from '../visitor.ts';

/** Enough to use up every limit; `npm run bench -- attack` makes ten thousand. */
const tries = 2_000;
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
		if (n % 100 === 0) return stranger.post('/login?/code', { email }, from(n));
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
