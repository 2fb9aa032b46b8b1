import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { postmaster } from '#platform/database/embedded/embedded-fixture.ts';
import { setUp } from '../set-up.ts';
import { startProduct, type Product } from '../start-product.ts';
import { visitor } from '../visitor.ts';

let product: Product;
beforeAll(async () => {
	product = await startProduct({ until: /setup\?token=/ });
	await setUp(product);
});
afterAll(() => product?.end());

const script = async <T>(...args: string[]): Promise<T> => {
	const { stdout } = await promisify(execFile)(
		process.execPath,
		[path.join(import.meta.dirname, 'writers.ts'), ...args],
		{ env: { ...process.env, HOMECOURT_DATA: product.data, LOG_LEVEL: 'error' }, maxBuffer: 10_000_000 },
	);
	return JSON.parse(stdout) as T;
};

it('loses no acknowledged comment to kill -9 of the server and of its database, in the middle of a thousand', async () => {
	const made = await script<{ thread: string; link: string }[]>();
	const writers = await Promise.all(
		made.map(async ({ thread, link }) => {
			const browser = visitor(product.url);
			const token = new URL(link, product.url).searchParams.get('token') ?? '';
			expect((await browser.post('/login/link', { token })).status).toBe(303);
			return { browser, thread, id: /\/(\d+)-/.exec(thread)?.[1] as string };
		}),
	);
	/** Text of each comment that the server said it has, by its id. */
	const acknowledged = new Map<number, string>();
	/** A closed connection ends a writer: what was under way may be there or not. */
	let down = false;
	await Promise.all(
		writers.map(async ({ browser, thread, id }) => {
			for (let number = 0; !down; number++) {
				const text = `第 ${number} 則，${Math.random()}`;
				const answer = await browser.post(`${thread}?/comment`, { thread: id, text }).catch(() => null);
				if (!answer) return;
				const place = answer.headers.get('location');
				expect(answer.status, await answer.text()).toBe(303);
				acknowledged.set(Number(/#comment-(\d+)$/.exec(place ?? '')?.[1]), text);
				if (acknowledged.size < 1000 || down) continue;
				down = true;
				const database = postmaster(path.join(product.data, 'database'));
				product.child.kill('SIGKILL');
				process.kill(database, 'SIGKILL');
			}
		}),
	);
	expect(acknowledged.size).toBeGreaterThanOrEqual(1000);

	product = await startProduct({ data: product.data, port: product.port });
	const kept = await script<{ rows: { id: number; text: string }[]; counter: number; facts: number }>('count');
	const texts = new Map(kept.rows.map(({ id, text }) => [id, text]));
	expect([...acknowledged].filter(([id, text]) => texts.get(id) !== text)).toEqual([]);
	// A comment, its thread's counter and its fact are one: none of them stands alone.
	expect(kept.counter).toBe(kept.rows.length);
	expect(kept.facts).toBe(kept.rows.length);
	// Whoever was signed in still is, and goes on.
	const [first] = writers as [(typeof writers)[0]];
	const text = '我們接著聊。';
	expect((await first.browser.post(`${first.thread}?/comment`, { thread: first.id, text })).status).toBe(303);
});
