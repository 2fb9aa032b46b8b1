import type { Browser, Page } from 'playwright-core';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openSql, type Sql } from '#platform/database/connect.ts';
import { findRunning } from '#platform/database/embedded/start-embedded.ts';
import { setUp } from '../set-up.ts';
import { startProduct, type Product } from '../start-product.ts';
import { all, lookAt, tab, wordsOf } from './look-at.ts';
import { openBrowser } from './open-browser.ts';

/**
 * What people see when something is broken that nobody expected. The fault is a real one: a table of the running site is
 * taken from under it, and given back.
 */
let product: Product;
let browser: Browser;
let owner: Page;
let visitor: Page;
let sql: Sql;
let away: string | null = null;

beforeAll(async () => {
	[product, browser] = await Promise.all([startProduct({ until: /setup\?token=/ }), openBrowser()]);
	const { cookies } = await setUp(product);
	const context = await browser.newContext();
	await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: product.url })));
	owner = await tab(context);
	visitor = await tab(await browser.newContext());
	const running = await findRunning(path.resolve(product.data, 'database'));
	sql = openSql(
		{ host: running?.socket ?? '', port: 5432, user: running?.user ?? '', maintenance: 'postgres' },
		'homecourt_home',
		{ connections: 1 },
	);
});
afterAll(async () => {
	await browser?.close();
	await sql?.end();
	await product?.end();
});

async function takeAway(table: string): Promise<void> {
	away = table;
	await sql.unsafe(`alter table ${table} rename to nowhere_to_be_found`);
}
afterEach(async () => {
	if (away)
		await sql.unsafe(`alter table ${away.replace(/\.\w+$/, '.nowhere_to_be_found')} rename to ${away.split('.')[1]}`);
	away = null;
});

/** What only the log may say: the database's words, the code's, places of the machine, the session. */
const secret =
	/nowhere_to_be_found|relation|does not exist|postgres|select |\.ts\b|\.js:|node_modules|\bat \w+ \(|\/tmp\//i;

/** Looks at a page that is broken, in both languages, and says what is wrong with it. */
async function broken(page: Page, address: string): Promise<string[]> {
	const wrong: string[] = [];
	for (const language of ['zh-TW', 'en'] as const) {
		wrong.push(...(await lookAt(page, product.url + address, language, all, { status: 500 })));
		const html = await page.content();
		if (secret.test(html)) wrong.push(`says ${secret.exec(html)?.[0]}`);
		for (const { value } of await page.context().cookies())
			if (value.length > 20 && html.includes(value)) wrong.push('says the session');
		const said = (await wordsOf(page)).join(' ') + (await page.locator('main').innerText());
		const number = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(said)?.[0];
		if (!number) wrong.push('has no number to quote');
		else if (!product.terminal().includes(number)) wrong.push('has a number that the log does not know');
		if (!(await page.locator('h1').count())) wrong.push('has no heading');
		if (!(await page.locator('main a[href="/"]').count())) wrong.push('has no way home');
	}
	return wrong;
}

describe('a page whose table is gone', () => {
	it.each([
		['/articles', 'in the house’s own frame'],
		['/console/content', 'at the desk'],
	])('%s: %s, and is whole again afterwards', async (address) => {
		await takeAway('content.article');
		const page = address.startsWith('/console') ? owner : visitor;
		expect(await broken(page, address)).toEqual([]);
		await sql`alter table content.nowhere_to_be_found rename to article`;
		away = null;
		expect((await page.goto(product.url + address))?.status()).toBe(200);
	});
});

it('where nobody can say who asks: one page in both languages', async () => {
	await takeAway('membership.session');
	expect(await broken(owner, '/console')).toEqual([]);
	expect(
		await owner.locator('section[lang]').evaluateAll((all) => all.map((one) => (one as HTMLElement).lang)),
	).toEqual(['zh-TW', 'en']);
});

it('where nobody can say whose token it is: a problem document for programs', async () => {
	await takeAway('membership.token');
	const answer = await fetch(`${product.url}/api/v1/articles`, {
		headers: { authorization: `Bearer hc_${'a'.repeat(40)}` },
	});
	expect(answer.status).toBe(500);
	expect(answer.headers.get('content-type')).toBe('application/problem+json');
	expect(await answer.text()).not.toMatch(secret);
});
