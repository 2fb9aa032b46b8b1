import { render } from 'svelte/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locale } from '#platform/language/locale.ts';
import {
	createMember,
	createSignInLink,
	findActor,
	keepField,
	setPassword,
	turnField,
} from '#membership/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import AccountPage from '../account/+page.svelte';
import { actions as account, load as loadAccount } from '../account/+page.server.ts';
import PrivacyPage from '../account/privacy/+page.svelte';
import { actions as privacy, load as loadPrivacy } from '../account/privacy/+page.server.ts';
import LoginPage from '../login/+page.svelte';
import { actions as login } from '../login/+page.server.ts';
import LinkPage from '../login/link/+page.svelte';
import { actions as link, load as loadLink } from '../login/link/+page.server.ts';
import MailPage from '../login/mail/+page.svelte';
import { actions as mail, load as loadMail } from '../login/mail/+page.server.ts';
import { actions as logout } from '../logout/+page.server.ts';
import ProfilePage from '../members/[handle]/+page.svelte';
import { load as loadProfile } from '../members/[handle]/+page.server.ts';
import JoinPage from './+page.svelte';
import { actions as join, load as loadJoin } from './+page.server.ts';

let place: TestSite;
beforeAll(async () => (place = await testSite()));
afterAll(() => place.close());

const brand = { name: '燕埕', timeZone: 'Asia/Taipei' };
const providers = { offered: [], elsewhere: [], app: '', again: false };
type Action = (event: never) => Promise<unknown>;

/** A phone that keeps its cookies and posts forms to actions, as the framework would hand them over. */
function phone(locale: Locale = 'zh-TW') {
	const jar = new Map<string, string>();
	const event = async (address: string, form?: Record<string, string>) => {
		const headers = {
			cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
			'user-agent': 'Mozilla/5.0 (iPhone) [FBAN/FBIOS]',
		};
		const body = form ? { method: 'POST', body: new URLSearchParams(form) } : {};
		const request = new Request(`http://localhost:3000${address}`, { headers, ...body });
		const { actor } = await findActor(place.as(), request.headers);
		const ctx = { ...place.as(actor), locale };
		return {
			request,
			url: new URL(request.url),
			params: { handle: decodeURIComponent(address.split('/').at(-1) ?? '') },
			cookies: {
				get: (name: string) => jar.get(name),
				set: (name: string, value: string, { maxAge }: { maxAge: number }) =>
					void (maxAge ? jar.set(name, value) : jar.delete(name)),
			},
			locals: { ctx, actor, locale, brand, front: { address: '203.0.113.9' } },
		} as never;
	};
	return {
		jar,
		get: async <R>(load: (event: never) => R, address: string) => ({
			locale,
			brand,
			...(await load(await event(address))),
		}),
		/** What the action returned, or where it led. */
		async post(action: Action, address: string, form: Record<string, string>) {
			try {
				const result = (await action(await event(address, form))) as { data?: object; status?: number };
				return { form: result?.data ?? result, status: result?.status ?? 200 };
			} catch (error) {
				const { status, location } = error as { status?: number; location?: string };
				if (!location) throw error;
				return { form: null, status, location };
			}
		},
	};
}

async function mailed(email: string): Promise<string> {
	const [mail] = await place.site.sql<
		{ body_text: string }[]
	>`select body_text from platform.mail where recipient = ${email} order by id desc limit 1`;
	return /\n(\d{6})\n/.exec(mail?.body_text ?? '')?.[1] ?? '';
}

const show = (page: unknown, data: object, form: unknown = null): string =>
	render(page as never, { props: { data, form } as never }).body;
const fieldsOf = (html: string): string[] =>
	[...html.matchAll(/<(?:input|select|textarea)[^>]*\sname="(\w+)"/g)].map((found) => found[1] ?? '');

describe.each<[Locale, string, string]>([
	['zh-TW', '加入會員', '驗證碼不對'],
	['en', 'Join', 'The code is not right'],
])('joining in %s', (locale, title, wrong) => {
	const data = { locale, brand, providers, to: '/articles/soy' };
	it('asks for name and e-mail, then for the code, and goes back to where it began', async () => {
		const email = `mei-${locale.toLowerCase()}@example.com`;
		const mine = phone(locale);
		const first = show(JoinPage, data);
		expect(first).toContain(`<h1>${title}</h1>`);
		expect(fieldsOf(first)).toEqual(['to', 'name', 'email', 'heardFrom', 'news']);
		// Nobody is asked to untick anything.
		expect(first).not.toMatch(/name="news"[^>]*checked/);
		expect(first).toContain('href="/join/notice"');
		const sent = await mine.post(join.code as Action, '/join', { to: data.to, name: '陳美惠', email, heardFrom: '' });
		const second = show(JoinPage, data, sent.form);
		expect(second).toContain(email);
		expect(second).toContain('autocomplete="one-time-code"');
		expect(fieldsOf(second).slice(0, 6)).toEqual(['to', 'step', 'email', 'name', 'heardFrom', 'code']);
		const typed = { to: data.to, step: 'code', name: '陳美惠', email, heardFrom: '' };
		const refused = await mine.post(join.join as Action, '/join', { ...typed, code: '12' });
		expect(refused.status).toBe(422);
		expect(show(JoinPage, data, refused.form)).toContain('href="#join-code"');
		const code = await mailed(email);
		const guessed = await mine.post(join.join as Action, '/join', {
			...typed,
			code: code === '000000' ? '000001' : '000000',
		});
		const third = show(JoinPage, data, guessed.form);
		expect(third).toContain(wrong);
		expect(third).toContain('name="code"');
		expect(await mine.post(join.join as Action, '/join', { ...typed, code })).toMatchObject({
			status: 303,
			location: '/articles/soy',
		});
		expect([...mine.jar.keys()]).toEqual(['session', 'known']);
	});
});

it('carries the wish for news and the notice that was shown to the last step, and lets the member change it', async () => {
	const mine = phone();
	const email = 'news@example.com';
	const data = await mine.get(loadJoin as (event: never) => Promise<object>, '/join');
	const [, notice = ''] = /name="notice" value="([0-9a-f]{64})"/.exec(show(JoinPage, data)) ?? [];
	const sent = await mine.post(join.code as Action, '/join', { name: '阿新', email, news: 'yes', notice });
	const second = show(JoinPage, data, sent.form);
	expect(second.match(/name="news" value="yes"/g)).toHaveLength(2);
	expect(second.match(new RegExp(`name="notice" value="${notice}"`, 'g'))).toHaveLength(2);
	await mine.post(join.join as Action, '/join', {
		name: '阿新',
		email,
		news: 'yes',
		notice,
		code: await mailed(email),
	});
	const before = show(PrivacyPage, await mine.get(loadPrivacy, '/account/privacy'));
	expect(before).toMatch(/name="mail"[^>]*checked/);
	expect(before).toContain('加入會員，看過個人資料告知');
	expect(
		await mine.post(privacy.marketing as Action, '/account/privacy', { line: 'yes', refused: 'yes' }),
	).toMatchObject({
		location: '/account/privacy?saved',
	});
	const after = show(PrivacyPage, { ...(await mine.get(loadPrivacy, '/account/privacy')), locale: 'en' });
	expect(after).not.toMatch(/name="mail"[^>]*checked/);
	expect(after).toMatch(/name="line"[^>]*checked/);
	expect(after).toMatch(/name="refused"[^>]*checked/);
	expect(after).toContain('Stopped news and offers by email');
	expect(await phone().post(privacy.marketing as Action, '/account/privacy', {})).toMatchObject({
		location: '/login?to=/account/privacy',
	});
});

it('asks what the house wants to know; what is missing is said before a code is mailed, and answers go along', async () => {
	const choices = ['辣', '甜'].map((name) => ({ name, nameEn: '' }));
	const question = { name: '口味', seenBy: 'public', atJoining: true } as const;
	const { id: one } = await keepField(place.system(), { ...question, kind: 'one', choices, required: true });
	const { id: all } = await keepField(place.system(), { ...question, name: '<i>嗜好', kind: 'several', choices });
	const mine = phone();
	const email = 'asked@example.com';
	const data = await mine.get(loadJoin as (event: never) => Promise<object>, '/join');
	const page = show(JoinPage, data);
	expect(page).toContain(`name="field-${one}"`);
	expect(page).toContain('&lt;i>嗜好');
	const typed = { name: '阿吃', email, [`field-${all}`]: '', [`field-${all}-2`]: 'yes' };
	const missed = await mine.post(join.code as Action, '/join', { ...typed, [`field-${one}`]: '' });
	expect(missed.status).toBe(422);
	expect(show(JoinPage, data, missed.form)).toContain(`href="#join-field-${one}"`);
	expect(await mailed(email)).toBe('');
	const sent = await mine.post(join.code as Action, '/join', { ...typed, [`field-${one}`]: '1' });
	const second = show(JoinPage, data, sent.form);
	expect(second).toContain(`name="field-${one}" value="1"`);
	expect(second).toContain(`name="field-${all}-2" value="yes"`);
	const answers = { ...typed, [`field-${one}`]: '1', step: 'code', code: await mailed(email) };
	expect(await mine.post(join.join as Action, '/join', answers)).toMatchObject({ status: 303 });
	const account = await mine.get(loadAccount as (event: never) => Promise<object>, '/account');
	expect(account).toMatchObject({ answers: [{ answer: [1] }, { answer: [2] }] });
	const profile = await mine.get(loadProfile as (event: never) => Promise<object>, '/members/阿吃');
	expect(show(ProfilePage, profile)).toContain('<dd>辣</dd>');
	for (const id of [one, all]) await turnField(place.system(), { field: id, retired: true });
});

it('shows what somebody calls themselves as text, never as markup', async () => {
	const mine = phone();
	const email = 'evil@example.com';
	const name = '<img src=x onerror=alert(1)>甲';
	await mine.post(join.code as Action, '/join', { name, email });
	expect(
		show(JoinPage, { locale: 'zh-TW', brand, providers, to: '"><script>' }, { step: 'code', values: { name, email } }),
	).not.toMatch(/<img|<script/);
	expect(
		await mine.post(join.join as Action, '/join', { name, email, code: await mailed(email), to: '//evil.example' }),
	).toMatchObject({ location: '/account' });
	const [row] = await place.site.sql<
		{ handle: string }[]
	>`select handle::text from membership.member where email = ${email}`;
	expect(
		show(ProfilePage, await mine.get(loadProfile, `/members/${encodeURIComponent(row?.handle ?? '')}`)),
	).not.toContain('<img');
	const seen = show(AccountPage, await mine.get(loadAccount, '/account'));
	expect(seen).not.toContain('<img');
	expect(seen).toContain('iPhone 上的 Facebook');
});

it('signs staff in by password on the login page, and out again', async () => {
	const { id } = await createMember(place.system(), { name: '林燕秋', email: 'owner@example.com', role: 'owner' });
	await setPassword(place.system(), { member: id, password: 'four two vats of soy' });
	const mine = phone();
	const data = { locale: 'zh-TW', brand, providers, to: '/console' };
	expect(fieldsOf(show(LoginPage, data))).toEqual(['to', 'email', 'to', 'email', 'password', 'to', 'answer']);
	const refused = await mine.post(login.password as Action, '/login', {
		to: '/console',
		email: 'owner@example.com',
		password: 'wrong',
	});
	const html = show(LoginPage, data, refused.form);
	expect(html).toContain('電子郵件或密碼不對。');
	expect(html).toMatch(/<details[^>]* open/);
	expect(html).not.toContain('wrong');
	expect(
		await mine.post(login.password as Action, '/login', {
			to: '/console',
			email: 'owner@example.com',
			password: 'four two vats of soy',
		}),
	).toMatchObject({ location: '/console' });
	const form = await mine.post(account.profile as Action, '/account', {
		name: '燕秋',
		handle: 'yanqiu',
		bio: '',
		locale: 'en',
	});
	expect(form.form).toEqual({ done: 'profile' });
	expect(await mine.post(account.passkey as Action, '/account', { answer: 'not json' })).toMatchObject({ status: 422 });
	expect(await mine.post(logout.default as Action, '/logout', {})).toMatchObject({ location: '/' });
	expect([...mine.jar.keys()]).toEqual(['known']);
	expect(await mine.post(account.profile as Action, '/account', { name: '別人' })).toMatchObject({
		location: '/login?to=/account',
	});
});

it('uses a sign-in link up when its button is pressed, not when it is looked at', async () => {
	const { id } = await createMember(place.system(), { name: '示範', email: 'demo@example.com', role: 'owner' });
	const { path } = await createSignInLink(place.system(), { member: id });
	const mine = phone();
	for (let look = 0; look < 3; look++) expect(show(LinkPage, await mine.get(loadLink, path))).toContain('name="token"');
	expect(mine.jar.size).toBe(0);
	const token = path.split('=')[1] ?? '';
	expect(await mine.post(link.default as Action, '/login/link', { token })).toMatchObject({ location: '/console' });
	expect(await phone().post(link.default as Action, '/login/link', { token })).toMatchObject({ status: 410 });
});

it('lets in by the link of the mail when its button is pressed, and asks whoever is new for their name there', async () => {
	const asked = phone();
	const email = 'link@example.com';
	await asked.post(join.code as Action, '/join', { name: '別人打的', email, to: '/articles/soy' });
	const [sent] = await place.site.sql<{ body_text: string }[]>`
		select body_text from platform.mail where recipient = ${email} order by id desc limit 1`;
	const path = /\/login\/mail\S+/.exec(sent?.body_text ?? '')?.[0] ?? '';
	const reader = phone();
	const page = () => reader.get(loadMail as (event: never) => Promise<object>, path);
	const first = show(MailPage, await page());
	expect(first).toContain(email);
	expect(first).not.toContain('別人打的');
	expect(fieldsOf(first)).toEqual(expect.arrayContaining(['token', 'to', 'name', 'news']));
	const action = /<form method="post" action="([^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
	const at = `/login/mail${action}`;
	const token = new URL(path, 'http://localhost').searchParams.get('token') ?? '';
	const missed = await reader.post(mail.enter as Action, at, { token, name: ' ', to: '/articles/soy' });
	expect(missed.status).toBe(422);
	// The page that says so still knows whose link it is.
	const again = show(MailPage, await reader.get(loadMail as (event: never) => Promise<object>, at), missed.form);
	expect(again).toContain('href="#join-name"');
	expect(again).toContain(email);
	expect(await reader.post(mail.enter as Action, at, { token, name: '阿連', to: '//evil.example' })).toMatchObject({
		location: '/account',
	});
	expect([...reader.jar.keys()]).toEqual(['session', 'known']);
	const used = await phone().post(mail.enter as Action, at, { token, name: '又來' });
	expect(used.status).toBe(410);
	expect(show(MailPage, await phone().get(loadMail as (event: never) => Promise<object>, path), used.form)).toContain(
		'這個連結已經用過或過期了。',
	);
});
