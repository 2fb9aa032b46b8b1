import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	identityProvider,
	peerClient,
	peerSecret,
	walkThrough,
	type IdentityProvider,
} from '#testing/identity-provider.ts';
import { setUp } from '../set-up.ts';
import { freePort, startProduct, type Product } from '../start-product.ts';
import { visitor, type Visitor } from '../visitor.ts';

const keys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const apple = { team: 'TEAM000001', keyId: 'KEY0000001' };
const line = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Safari Line/15.1.0';
let product: Product;
let owner: Visitor;
let google: IdentityProvider;
let appleId: IdentityProvider;

beforeAll(async () => {
	const port = await freePort();
	const back = (key: string) => [`http://localhost:${port}/login/with/${key}/return`];
	google = await identityProvider({ redirects: back('google') });
	const publicKey = String(keys.publicKey.export({ type: 'spki', format: 'pem' }));
	appleId = await identityProvider({ redirects: back('apple'), proof: { publicKey, ...apple } });
	const environment = { GOOGLE_SIGN_IN_URL: google.url, APPLE_SIGN_IN_URL: appleId.url, LOG_LEVEL: 'info' };
	product = await startProduct({ port, until: /setup\?token=/, environment });
	owner = await setUp(product);
	await owner.post('/console/content/new?/publish', { title: '下缸的日子', body_markdown: '一句話', slug: 'soy' });
});
afterAll(async () => {
	await product?.end();
	await google?.close();
	await appleId?.close();
});

/** Leaves by the link of a page, and does at the provider what a person does. */
async function away(who: Visitor, path: string, headers: Record<string, string> = {}) {
	const left = await who.get(path, headers);
	expect(left.status, await left.text()).toBe(303);
	return walkThrough(left.headers.get('location') ?? '', product.url);
}
const mainOf = (html: string): string => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
const nameOn = async (who: Visitor): Promise<string> => (await who.get('/account')).text();

describe('signing in by a provider, over HTTP', () => {
	it('is set up by the owner on a page that never says the secret again', async () => {
		const refused = await owner.post('/console/members/providers?/keep', { kind: 'google', client: '', secret: '' });
		expect(refused.status).toBe(422);
		const kept = await owner.post('/console/members/providers?/keep', {
			kind: 'google',
			client: peerClient,
			secret: peerSecret,
		});
		expect(kept.headers.get('location')).toBe('/console/members/providers?done=kept');
		const privateKey = String(keys.privateKey.export({ type: 'pkcs8', format: 'pem' }));
		await owner.post('/console/members/providers?/keep', { kind: 'apple', client: peerClient, privateKey, ...apple });
		const html = await (await owner.get('/console/members/providers')).text();
		expect(html).toContain(`${product.url}/login/with/google/return`);
		expect(html).not.toContain(peerSecret);
		expect(html).not.toContain('PRIVATE KEY');
		expect((await visitor(product.url).get('/console/members/providers')).status).not.toBe(200);
	});

	it('keeps what was written before joining, and leads back to it', async () => {
		google.accounts['mei'] = { name: '陳美惠', email: 'mei@example.com', email_verified: true };
		google.who = 'mei';
		const mei = visitor(product.url);
		const page = await (await mei.get('/articles/soy')).text();
		const thread = /name="thread" value="(\d+)"/.exec(page)?.[1] ?? '';
		const held = await mei.post('/articles/soy?/comment', { thread, text: '外婆也是這樣下缸的' });
		expect(held.status).toBe(200);
		// The step in which they join stands where they wrote, and offers the same.
		const offer = mainOf(await held.text());
		expect(offer).toContain('外婆也是這樣下缸的');
		const href = /href="(\/login\/with\/google[^"]*)"/.exec(offer)?.[1]?.replaceAll('&amp;', '&') ?? '';
		const back = await away(mei, href);
		const arrived = await mei.get(`${back.path}?${back.posted}`);
		expect(arrived.headers.get('location')).toBe('/join/provider');
		const form = mainOf(await (await mei.get('/join/provider')).text());
		expect(form).toContain('value="陳美惠"');
		expect(form).toContain('mei@example.com');
		expect(form).not.toMatch(/name="news"[^>]*checked/);
		const unnamed = await mei.post('/join/provider?/enter', { name: ' ' });
		expect(unnamed.status).toBe(422);
		expect(mainOf(await unnamed.text())).toContain('href="#join-name"');
		const joined = await mei.post('/join/provider?/enter', { name: '陳美惠' });
		expect(joined.status).toBe(303);
		expect(joined.headers.get('location')).toContain('/articles/soy');
		expect(await (await mei.get('/articles/soy')).text()).toContain('外婆也是這樣下缸的');
		expect(await nameOn(mei)).toContain('陳美惠');
	});

	it('signs somebody up for the event that they began with, and shows whoever keeps it the door', async () => {
		const day = (days: number, hour: string) =>
			`${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T${hour}`;
		const fields = {
			title: '老廠導覽',
			slug: 'tour',
			place: '老廠',
			body_markdown: '看缸。',
			access: 'everybody',
			capacity: '1',
		};
		const wrong = await owner.post('/console/events/new?/publish', {
			...fields,
			begins: day(3, '16:00'),
			ends: day(3, '14:00'),
		});
		expect(wrong.status).toBe(422);
		expect(await wrong.text()).toContain('結束要比開始晚');
		const kept = await owner.post('/console/events/new?/publish', {
			...fields,
			begins: day(3, '14:00'),
			ends: day(3, '16:00'),
		});
		const editor = kept.headers.get('location') ?? '';
		expect(editor).toMatch(/^\/console\/events\/\d+\?saved$/);
		google.accounts['guo'] = { name: '郭先生', email: 'guo@example.com', email_verified: true };
		google.who = 'guo';
		const guo = visitor(product.url);
		const page = mainOf(await (await guo.get('/events/tour')).text());
		expect(page).toContain('還有 1 個名額');
		const step = mainOf(await (await guo.post('/events/tour?/signUp', { note: '帶小孩' })).text());
		expect(step).toContain('帶小孩');
		const href = /href="(\/login\/with\/google[^"]*)"/.exec(step)?.[1]?.replaceAll('&amp;', '&') ?? '';
		const back = await away(guo, href);
		await guo.get(`${back.path}?${back.posted}`);
		const joined = await guo.post('/join/provider?/enter', { name: '郭先生' });
		expect(joined.headers.get('location')).toMatch(/^\/account\/events\/\d+$/);
		expect(await (await guo.get(joined.headers.get('location') ?? '')).text()).toContain('帶小孩');
		// The page is everybody's; the part of it that is theirs is laid in.
		expect(mainOf(await (await guo.get('/events/tour')).text())).toContain('你報名了');
		const other = mainOf(await (await visitor(product.url).get('/events/tour')).text());
		expect(other).toContain('排候補');
		expect(other).not.toContain('你報名了');
		const door = await (await owner.get(`${editor.replace('?saved', '')}/door`)).text();
		expect(door).toContain('郭先生');
		expect((await guo.get(`${editor.replace('?saved', '')}/door`)).status).toBe(403);
		expect(await (await guo.get('/events/tour/event.ics')).text()).toContain('SUMMARY:老廠導覽');
	});

	it('takes the form that Apple posts from its own site, and nothing else', async () => {
		appleId.accounts['a1'] = { email: 'abc@privaterelay.appleid.com', email_verified: 'true' };
		appleId.who = 'a1';
		const person = visitor(product.url);
		const back = await away(person, '/login/with/apple');
		expect(back.method).toBe('POST');
		back.posted.set('user', JSON.stringify({ name: { firstName: 'Ann', lastName: 'Lee' } }));
		// Across sites a browser sends no Lax cookie with a POST.
		const posted = await visitor(product.url).post(back.path, Object.fromEntries(back.posted), { origin: appleId.url });
		expect(posted.status).toBe(303);
		const arrived = await person.get(posted.headers.get('location') ?? '');
		expect(arrived.headers.get('location')).toBe('/join/provider');
		expect(await (await person.get('/join/provider')).text()).toContain('value="Ann Lee"');
		// Any other form from elsewhere is refused as before.
		const forged = await visitor(product.url).post('/login?/code', { email: 'x@example.com' }, { origin: appleId.url });
		expect(forged.status).toBe(403);
	});

	it.each([
		['zh-TW', '登入沒有完成', '你在對方的頁面取消了'],
		['en', 'Signing in was not finished', 'You stopped on the other page'],
	])('says in %s what went wrong, on a page with every other way in', async (lang, lost, cancelled) => {
		google.who = 'mei';
		const victim = visitor(product.url);
		victim.cookies.set('lang', lang);
		const back = await away(visitor(product.url), '/login/with/google');
		const stolen = await victim.get(`${back.path}?${back.posted}`);
		expect(stolen.headers.get('location')).toBe('/login?trouble=provider.state');
		const html = mainOf(await (await victim.get('/login?trouble=provider.state')).text());
		expect(html).toContain(lost);
		expect(html).toContain('name="email"');
		expect(html).toContain('/login/with/google?again=1');
		expect(victim.cookies.has('session')).toBe(false);
		expect(product.terminal()).toMatch(/"refused at the door".*"provider.state"/);
		google.who = null;
		const no = await away(victim, '/login/with/google');
		const answer = await victim.get(`${no.path}?${no.posted}`);
		expect(mainOf(await (await victim.get(answer.headers.get('location') ?? '')).text())).toContain(cancelled);
		// What an address says is never said for it.
		expect(await (await victim.get('/login?trouble=%3Cb%3Eyou won')).text()).not.toContain('you won');
		google.down = true;
		const down = await victim.get('/login/with/google');
		// Its document is known for an hour: a provider that is down is met there, not here.
		expect(down.status).toBe(303);
		google.down = false;
	});

	it('does not offer what LINE’s own browser refuses, and says how to go on', async () => {
		const person = visitor(product.url, { 'user-agent': line });
		const html = mainOf(await (await person.get('/join')).text());
		expect(html).not.toContain('/login/with/google');
		expect(html).toContain('/login/with/apple');
		expect(html).toContain('openExternalBrowser=1');
		// Where something was written, nothing leads into another browser, which would not know of it.
		const thread = /name="thread" value="(\d+)"/.exec(await (await person.get('/articles/soy')).text())?.[1] ?? '';
		const step = mainOf(await (await person.post('/articles/soy?/comment', { thread, text: '在 LINE 裡寫的' })).text());
		expect(step).toContain('/login/with/apple');
		expect(step).not.toContain('/login/with/google');
		expect(step).not.toContain('openExternalBrowser');
		expect((await person.get('/login/with/google')).headers.get('location')).toBe('/login?trouble=provider.in-app');
	});

	it('connects in the account, by a link that no other page knows', async () => {
		google.who = 'boss';
		google.accounts['boss'] = { name: 'Boss', email: 'owner@example.com', email_verified: true };
		expect((await owner.get('/login/with/google?connect=guess')).headers.get('location')).toBe(
			'/account?trouble=provider.state',
		);
		const page = await (await owner.get('/account')).text();
		const href = /href="(\/login\/with\/google\?connect=[^"]+)"/.exec(page)?.[1] ?? '';
		const back = await away(owner, href);
		expect((await owner.get(`${back.path}?${back.posted}`)).headers.get('location')).toBe('/account?connected');
		const shown = await (await owner.get('/account?connected')).text();
		const account = /name="account" value="(\d+)"/.exec(shown)?.[1] ?? '';
		expect(account).not.toBe('');
		const parted = await owner.post('/account?/partProvider', { account });
		expect(parted.status).toBe(200);
		expect(await parted.text()).not.toContain('name="account"');
	});
});
