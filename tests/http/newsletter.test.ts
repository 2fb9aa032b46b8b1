import { afterAll, beforeAll, expect, it } from 'vitest';
import { setUp } from '../set-up.ts';
import { startProduct, type Product } from '../start-product.ts';
import { smtpPeer, type SmtpPeer } from '#notification/server/testing/smtp-peer.ts';

let product: Product;
let peer: SmtpPeer;
beforeAll(async () => {
	peer = await smtpPeer();
	product = await startProduct({ until: /setup\?token=/, environment: { SMTP_URL: peer.url } });
	await setUp(product);
});
afterAll(async () => {
	await product?.end();
	await peer?.close();
});

const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
	fetch(new URL(path, product.url), {
		method: 'POST',
		body: new URLSearchParams(fields),
		redirect: 'manual',
		headers: { origin: product.url, accept: 'text/html', ...headers },
	});
const signUp = (email: string, more: Record<string, string> = {}) =>
	post('/newsletter', { email, 'topic-1': 'on', ...more });
/** The text of the last mail to an address, once it is there. */
async function mailTo(email: string, count = 1): Promise<string> {
	await expect.poll(() => peer.taken.filter(({ to }) => to === email).length, { timeout: 30_000 }).toBe(count);
	const raw = peer.taken.findLast(({ to }) => to === email)?.raw ?? '';
	const [, text = ''] = raw.split(/Content-Type: text\/plain[\s\S]*?\r\n\r\n/);
	return /base64/i.test(raw.split('text/html')[0] ?? '')
		? Buffer.from(text.split('\r\n--')[0] ?? '', 'base64').toString()
		: text.replaceAll('=\r\n', '').replaceAll('=3D', '=');
}
const pathIn = (text: string, part: string): string => {
	const found = new RegExp(`https?://[^\\s]+(${part}[^\\s]+)`).exec(text)?.[1];
	if (!found) throw new Error(`No ${part} in ${text}`);
	return found;
};

it('goes from the form to the mailbox and out again by one click, and never by a GET', async () => {
	const asked = await signUp('mei@example.com');
	expect(asked.status).toBe(200);
	const first = mainOf(await asked.text());
	const confirm = pathIn(await mailTo('mei@example.com'), '/newsletter/confirm');
	for (let looks = 0; looks < 3; looks++) expect((await fetch(new URL(confirm, product.url))).status).toBe(200);
	// Asked again before it is confirmed: another confirmation, so nothing was confirmed by looking.
	await signUp('mei@example.com');
	pathIn(await mailTo('mei@example.com', 2), '/newsletter/confirm');
	const key = new URL(confirm, product.url).searchParams.get('key') ?? '';
	expect((await post(confirm, { key })).status).toBe(200);
	// The answer to a known address is the same, word for word; what differs is in the mailbox.
	expect(mainOf(await (await signUp('somebody@example.com')).text())).toBe(first);

	const preferences = pathIn(await knownMail(), '/newsletter/preferences/');
	const out = preferences.replace('/preferences/', '/out/');
	for (const method of ['GET', 'HEAD']) expect((await fetch(new URL(out, product.url), { method })).status).toBe(200);
	expect(await chosen(preferences)).toBe(1);
	// As a mail program sends it (RFC 8058): no cookie, no origin or another's, whatever it accepts.
	const clicks = [{}, { origin: 'https://mail.example', accept: 'text/html' }];
	for (const headers of clicks) {
		const clicked = await fetch(new URL(out, product.url), {
			method: 'POST',
			body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
			redirect: 'manual',
			headers: headers as Record<string, string>,
		});
		expect(clicked.status).toBe(204);
	}
	expect(await chosen(preferences)).toBe(0);
	expect((await post(`/newsletter/out/${'0'.repeat(48)}`, {})).status).toBe(410);
});

const mainOf = (html: string): string => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';

/** Somebody who has it already is told so, with the way to change it. */
async function knownMail(): Promise<string> {
	const confirm = pathIn(await mailTo('somebody@example.com'), '/newsletter/confirm');
	const key = new URL(confirm, product.url).searchParams.get('key') ?? '';
	await post(confirm, { key });
	await signUp('somebody@example.com');
	return mailTo('somebody@example.com', 2);
}

const chosen = async (preferences: string): Promise<number> =>
	((await (await fetch(new URL(preferences, product.url))).text()).match(/type="checkbox"[^>]*\bchecked/g) ?? [])
		.length;

it('tells a program what a person would be told, and writes to nobody', async () => {
	const before = peer.taken.length;
	const trapped = await signUp('victim@example.com', { homepage: 'https://spam.example' });
	expect(trapped.status).toBe(200);
	await signUp('after@example.com');
	await mailTo('after@example.com');
	expect(peer.taken.slice(before).map(({ to }) => to)).toEqual(['after@example.com']);
});
