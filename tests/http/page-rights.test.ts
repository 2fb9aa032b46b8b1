import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { own } from '../browser/page-map.ts';
import { setUp } from '../set-up.ts';
import { startProduct, type Product } from '../start-product.ts';
import { visitor, type Visitor } from '../visitor.ts';

/**
 * Every page that is not for everybody × every role, asked over HTTP and compared with `page-rights.txt`, which is read and
 * changed by people. What a role may do there is in `src/testing/rights.txt`.
 */
const table = readFileSync(path.join(import.meta.dirname, 'page-rights.txt'), 'utf8')
	.trimEnd()
	.split('\n');

let product: Product;
const people: Record<string, Visitor> = {};

beforeAll(async () => {
	product = await startProduct({ until: /setup\?token=/ });
	await setUp(product);
	people['visitor'] = visitor(product.url);
	const script = path.join(import.meta.dirname, 'one-of-each.ts');
	const env = { ...process.env, PORT: String(product.port), HOMECOURT_DATA: product.data, LOG_LEVEL: 'error' };
	const { stdout } = await promisify(execFile)(process.execPath, [script], { env });
	for (const [role, link] of Object.entries(JSON.parse(stdout) as Record<string, string>)) {
		const person = (people[role] = visitor(product.url));
		const token = new URL(link, product.url).searchParams.get('token') ?? '';
		expect((await person.post('/login/link', { token })).status).toBe(303);
	}
});
afterAll(() => product?.end());

/** What somebody meets there: the page, the way to sign in, another page, or a refusal. */
async function met(person: Visitor, address: string): Promise<string> {
	const answer = await person.get(address);
	await answer.arrayBuffer();
	if (answer.status === 200) return 'opens';
	const to = answer.headers.get('location')?.split('?')[0];
	return to ? `leads to ${to}` : String(answer.status);
}

/** One line: the page, and what becomes of it for whom. */
async function lineOf(address: string): Promise<string> {
	const who = new Map<string, string[]>();
	for (const [role, person] of Object.entries(people)) {
		const what = await met(person, address);
		who.set(what, [...(who.get(what) ?? []), role]);
	}
	return `${address}: ${[...who].map(([what, roles]) => `${what} → ${roles.join(' ')}`).join(' · ')}`;
}

it('opens every page for those who may, and for nobody else', async () => {
	const lines: string[] = [];
	for (const address of own.filter((one) => !one.includes('?'))) lines.push(await lineOf(address));
	expect(lines).toEqual(table);
});
