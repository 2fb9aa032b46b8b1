import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sowMember } from '#community/server/sow.ts';
import type { Ctx } from '#platform/context/context.ts';
import { addRedirects, deleteRedirect, followRedirect, listRedirects } from '#seo/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let editor: Ctx;
beforeAll(async () => {
	place = await testSite();
	editor = place.as(await sowMember(place.system(), 'editor'));
});
afterAll(() => place.close());

const add = (rows: [string, string?, number?][], more: object = {}) =>
	addRedirects(editor, { rows: rows.map(([from, to = '', status = 301]) => ({ from, to, status })), ...more });
const follow = (path: string, query = '') => followRedirect(place.as(), { path, query });

describe('addRedirects', () => {
	it('is for editors', async () => {
		const author = place.as(await sowMember(place.system(), 'author'));
		await expect(addRedirects(author, { rows: [{ from: '/a', to: '/b' }] })).rejects.toThrow('permission.denied');
		await expect(addRedirects(place.as(), { rows: [{ from: '/a', to: '/b' }] })).rejects.toThrow('session.required');
	});

	it('accounts for every row, changes nothing in a dry run, and nothing the second time', async () => {
		const rows: [string, string?, number?][] = [
			['/1', '/x'],
			['/2', '/y'],
			['/2', '/z'],
			['/console', '/x'],
			['/3', '//evil'],
			['/4', '', 410],
		];
		const counts = { added: 3, changed: 0, same: 0 };
		const tried = await add(rows, { dryRun: true });
		expect(tried).toMatchObject({ ...counts, refused: [{ line: 3 }, { line: 4 }, { line: 5 }] });
		expect(await follow('/1')).toBeNull();
		expect(await add(rows)).toEqual(tried);
		expect(await add(rows)).toMatchObject({ added: 0, changed: 0, same: 3 });
		expect(await follow('/4')).toEqual({ target: null, status: 410 });
	});

	it('never leaves two steps, whichever was added first', async () => {
		await add([['/one', '/two']]);
		await add([['/two', '/three']]);
		expect(await follow('/one')).toEqual({ target: '/three', status: 301 });
		await add([['/zero', '/one']]);
		expect(await follow('/zero')).toEqual({ target: '/three', status: 301 });
		expect((await add([['/three', '/one']])).refused).toMatchObject([{ reason: 'loop' }]);
		expect(await follow('/three')).toBeNull();
	});

	it('leaves what others made when it is told to be gentle, and takes up its own', async () => {
		await add([['/hand', '/mine']]);
		const brought: [string, string][] = [
			['/hand', '/theirs'],
			['/brought', '/first'],
		];
		const gentle = { origin: 'ghost', gentle: true };
		expect(await add(brought, gentle)).toMatchObject({ added: 1, held: 1, same: 0, changed: 0 });
		expect(await follow('/hand')).toMatchObject({ target: '/mine' });
		expect(await add([['/brought', '/second']], gentle)).toMatchObject({ changed: 1, held: 0 });
		// A hand that changes it makes it its own.
		await add([['/brought', '/third']]);
		expect(await add([['/brought', '/fourth']], gentle)).toMatchObject({ changed: 0, held: 1 });
	});

	it('takes thousands at once', async () => {
		const rows = Array.from({ length: 5000 }, (_, index): [string] => [`/old/${index}`]);
		const report = await add(
			rows.map(([from]) => [from, '/articles/x']),
			{ origin: 'wordpress' },
		);
		expect(report).toMatchObject({ added: 5000, refused: [] });
		expect(await follow('/old/4999/')).toEqual({ target: '/articles/x', status: 301 });
	});
});

describe('followRedirect', () => {
	it('tells pages apart by their query where one was given, and counts', async () => {
		await add([
			['/?p=7', '/articles/seven'],
			['/shop', '/products'],
			['/shop?id=2', '/products/two'],
		]);
		expect(await follow('/', 'p=7')).toMatchObject({ target: '/articles/seven' });
		expect(await follow('/', 'p=8')).toBeNull();
		expect(await follow('/shop', 'id=2')).toMatchObject({ target: '/products/two' });
		expect(await follow('/shop', 'anything')).toMatchObject({ target: '/products' });
		expect((await listRedirects(editor, { search: 'shop' })).items.map(({ from, hits }) => [from, hits])).toEqual([
			['/shop?id=2', 1],
			['/shop', 1],
		]);
	});
	it('is safe from signs that cannot be stored', async () => {
		expect(await follow('/%00')).toBeNull();
		expect(await follow(`/${'x'.repeat(9000)}`)).toBeNull();
	});
});

it('finds by what people type, and forgets what was deleted', async () => {
	await add([['/醬油', '/new']]);
	const [found] = (await listRedirects(editor, { search: '醬' })).items;
	expect(found?.from).toBe('/%E9%86%AC%E6%B2%B9');
	await deleteRedirect(editor, { id: found?.id ?? 0 });
	await expect(deleteRedirect(editor, { id: found?.id ?? 0 })).rejects.toThrow('redirect.not-found');
	expect(await follow('/醬油')).toBeNull();
});
