import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { numberAt, stepAt } from '#membership/server/one-time-password.ts';
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
import { faultsOf } from './axe.ts';
import { lookInBoth, speak, tab } from './look-at.ts';
import { openBrowser } from './open-browser.ts';
import { addAuthenticator } from './virtual-authenticator.ts';

/**
 * Who one is, proved once more before what is dangerous: by a passkey of the browser's virtual device, and by a password with
 * the numbers of an authenticator app. What was asked for goes on by itself. The pages that stand between two proofs, and the
 * one for whoever comes from a provider, are looked at on the way.
 */
let product: Product;
let browser: Browser;
let desk: BrowserContext;
let owner: Page;
let posts: Visitor;
let google: IdentityProvider;
const tokens = '/console/site/tokens';

beforeAll(async () => {
	const port = await freePort();
	google = await identityProvider({ redirects: [`http://localhost:${port}/login/with/google/return`] });
	const environment = { GOOGLE_SIGN_IN_URL: google.url };
	[product, browser] = await Promise.all([startProduct({ port, until: /setup\?token=/, environment }), openBrowser()]);
	posts = await setUp(product);
	desk = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-TW' });
	await take(desk, posts);
	owner = await tab(desk);
	await addAuthenticator(owner);
});
afterAll(async () => {
	await browser?.close();
	await product?.end();
	await google?.close();
});

/** Gives a browser what a visitor without scripts holds. */
const take = (context: BrowserContext, { cookies }: Visitor): Promise<void> =>
	context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: product.url })));

/** Everybody proved who they are an hour ago. */
function age(): void {
	execFileSync(process.execPath, [path.join(import.meta.dirname, '../http/age-sessions.ts')], {
		env: { ...process.env, HOMECOURT_DATA: product.data, LOG_LEVEL: 'warn' },
	});
}

/** What axe finds on the page as it stands, in both themes and sizes. */
async function faults(page: Page): Promise<string[]> {
	const found: string[] = [];
	for (const colorScheme of ['light', 'dark'] as const)
		for (const width of [360, 1280]) {
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			await page.setViewportSize({ width, height: 900 });
			found.push(...(await faultsOf(page, 'everything')).map((fault) => `${colorScheme} ${width}: ${fault}`));
		}
	return found;
}

/** Asks for a key for a program: whoever holds it acts for the house. */
async function askForToken(name: string): Promise<void> {
	await owner.goto(product.url + tokens);
	await owner.getByLabel('用途', { exact: true }).fill(name);
	await owner.getByRole('checkbox').first().check();
	await owner.getByRole('button', { name: '建立', exact: true }).click();
}
const made = async (name: string): Promise<void> => {
	await owner.getByText('權杖建立好了').waitFor();
	expect(new URL(owner.url()).pathname).toBe(tokens);
	expect(await owner.getByRole('rowheader', { name }).count()).toBe(1);
};

it('asks for a proof before a key is made, takes the passkey for both, and makes it without a word typed again', async () => {
	await owner.goto(`${product.url}/account`);
	await owner.getByRole('button', { name: '在這台裝置新增通行金鑰' }).click();
	await owner.getByRole('button', { name: '移除' }).first().waitFor();
	age();
	await askForToken('倉庫');
	await owner.getByRole('heading', { name: '再確認一次是你' }).waitFor();
	await owner.getByRole('button', { name: '用通行金鑰確認' }).waitFor();
	expect(await faults(owner)).toEqual([]);
	await owner.getByRole('button', { name: '用通行金鑰確認' }).click();
	await made('倉庫');
	// Proved a moment ago: the next one is made at once.
	await askForToken('門市');
	await made('門市');
});

it('takes a password and the app’s number, a wrong one never', async () => {
	await owner.goto(`${product.url}/account/second-factor`);
	const secret = fromBase32((await owner.locator('main li code').first().innerText()).replaceAll(' ', ''));
	// Each number works once: the one before, the present one and the next are taken, in this order.
	let last = stepAt(new Date()) - 2;
	const number = async (): Promise<string> => {
		last = Math.max(last + 1, stepAt(new Date()) - 1);
		while (last > stepAt(new Date()) + 1) await owner.waitForTimeout(500);
		return numberAt(secret, last);
	};
	await owner.getByLabel('輸入它現在顯示的六位數字').fill(await number());
	await owner.getByRole('button', { name: '開啟第二道驗證' }).click();
	await owner.getByText('救急碼').first().waitFor();
	age();
	await askForToken('報表');
	await owner.getByLabel('密碼').fill('not-the-password');
	await owner.getByRole('button', { name: '用密碼確認' }).click();
	await owner.getByRole('alert').waitFor();
	expect(await faults(owner)).toEqual([]);
	await owner.getByLabel('密碼').fill('correct-horse-battery');
	await owner.getByRole('button', { name: '用密碼確認' }).click();
	await owner.getByText('第一步完成了').waitFor();
	expect(await faults(owner)).toEqual([]);
	// One proof of two is none: the key is not there.
	expect(await (await desk.request.get(product.url + tokens)).text()).not.toContain('報表');
	await owner.locator('#proof-code').fill('000000');
	await owner.getByRole('button', { name: '確認', exact: true }).click();
	await owner.getByRole('alert').waitFor();
	await owner.locator('#proof-code').fill(await number());
	await owner.getByRole('button', { name: '確認', exact: true }).click();
	await made('報表');

	// Signing in by the password alone ends before the console, at the second proof.
	await owner.goto(`${product.url}/logout`);
	await owner.locator('main').getByRole('button').first().click();
	await owner.waitForURL(`${product.url}/`);
	await owner.goto(`${product.url}/login?to=/console`);
	await owner.getByText('用密碼或通行金鑰登入').click();
	await owner.locator('input[name=email]').last().fill('owner@example.com');
	await owner.getByLabel('密碼').fill('correct-horse-battery');
	await owner.getByRole('button', { name: '用密碼登入' }).click();
	await owner.waitForURL(/\/login\/second/);
	expect(await faults(owner)).toEqual([]);
	expect(await lookInBoth(owner, owner.url())).toEqual([]);
	await speak(owner, product.url, 'zh-TW');
	await owner.reload();
	await owner.locator('#second-code').fill(await number());
	await owner.getByRole('button', { name: '繼續' }).click();
	await owner.waitForURL('**/console');
});

it('meets whoever comes from a provider on a page without fault, their address verified or not', async () => {
	await owner.goto(`${product.url}/console/members/providers`);
	const cookies = await desk.cookies();
	const boss = visitor(product.url);
	for (const { name, value } of cookies) boss.cookies.set(name, value);
	await boss.post('/console/members/providers?/keep', { kind: 'google', client: peerClient, secret: peerSecret });
	for (const verified of [true, false]) {
		const who = `mei-${verified}`;
		google.accounts[who] = { name: '陳美惠', email: `${who}@example.com`, email_verified: verified };
		google.who = who;
		const mei = visitor(product.url);
		const left = await mei.get('/login/with/google');
		const back = await walkThrough(left.headers.get('location') ?? '', product.url);
		expect((await mei.get(`${back.path}?${back.posted}`)).headers.get('location')).toBe('/join/provider');
		const phone = await browser.newContext({ locale: 'zh-TW' });
		await take(phone, mei);
		const page = await tab(phone);
		expect(await lookInBoth(page, `${product.url}/join/provider`)).toEqual([]);
		expect(await page.locator('input[name=name]').inputValue()).toBe('陳美惠');
		await phone.close();
	}
});

/** Bytes of what an app takes as a secret (RFC 4648 §6). */
function fromBase32(text: string): Buffer {
	const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
	const bits = [...text].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
	return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
