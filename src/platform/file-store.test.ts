import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import S3rver from '@20minutes/s3rver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bucketStore, readBucketPlace, type BucketPlace } from '#platform/bucket-store.ts';
import { copyFiles } from '#platform/copy-files.ts';
import type { FileStore } from '#platform/file-store.ts';
import { folderStore } from '#platform/folder-store.ts';

const place = mkdtempSync(path.join(tmpdir(), 'homecourt-files-'));
const server = new S3rver({
	port: 0,
	silent: true,
	directory: path.join(place, 's3'),
	vhostBuckets: false,
	configureBuckets: [{ name: 'brand', configs: [] }],
});
let address = '';
beforeAll(async () => {
	const { port } = await server.run();
	address = `http://S3RVER:S3RVER@localhost:${port}/brand/homecourt?region=us-east-1`;
});
afterAll(async () => {
	await server.close();
	rmSync(place, { recursive: true });
});

const bucket = (site = 'home', change: Partial<BucketPlace> = {}): FileStore =>
	bucketStore({ ...(readBucketPlace(address) as BucketPlace), ...change }, site);
const stores: [string, () => FileStore][] = [
	['a folder', () => folderStore(path.join(place, 'files'))],
	['a bucket', () => bucket()],
];
const textOf = async (found: Awaited<ReturnType<FileStore['read']>>) => new Response(found?.stream).text();
const all = async (store: FileStore) => {
	const found: { name: string; size: number }[] = [];
	for await (const file of store.list()) found.push(file);
	return found;
};

describe.each(stores)('%s', (_name, open) => {
	it('gives back what was put in, whole and in parts', async () => {
		const store = open();
		await store.put('aa11.txt', Buffer.from('0123456789'));
		expect(await textOf(await store.read('aa11.txt'))).toBe('0123456789');
		const part = await store.read('aa11.txt', { first: 2, last: 4 });
		expect(part?.size).toBe(10);
		expect(await textOf(part)).toBe('234');
		expect(await store.size('aa11.txt')).toBe(10);
	});

	it('takes over a file of this machine', async () => {
		const file = path.join(place, 'large');
		writeFileSync(file, Buffer.alloc(3_000_000, 'x'));
		await open().putFile('bb22.bin', file);
		expect(await open().size('bb22.bin')).toBe(3_000_000);
	});

	it('lists its files and forgets what is removed, twice too', async () => {
		const store = open();
		expect((await all(store)).map(({ name }) => name)).toEqual(['aa11.txt', 'bb22.bin']);
		await store.remove('aa11.txt');
		await store.remove('aa11.txt');
		expect(await store.read('aa11.txt')).toBeNull();
		expect(await store.size('aa11.txt')).toBeNull();
		expect(await all(store)).toEqual([{ name: 'bb22.bin', size: 3_000_000 }]);
	});

	it('takes no name that leads elsewhere', async () => {
		for (const name of ['../x', 'a/b', '', '.env', 'A?x'])
			await expect(async () => open().put(name, Buffer.from('x'))).rejects.toThrow('Not a file name');
	});
});

describe('a bucket', () => {
	it('keeps sites apart', async () => expect(await all(bucket('other'))).toEqual([]));

	it('says that it is refused where the secret is wrong', async () => {
		await expect(bucket('home', { secret: 'WRONG' }).put('cc33.txt', Buffer.from('x'))).rejects.toThrow(
			'SignatureDoesNotMatch',
		);
	});

	it('says that it cannot be reached', async () => {
		const away = bucket('home', { origin: 'http://localhost:1' });
		await expect(away.read('cc33.txt')).rejects.toMatchObject({ code: 'store.unreachable', status: 503 });
	});

	it.each(['', 'ftp://a:b@c/d', 'https://host/bucket', 'https://a:b@host', 'https://a:b@host/bu%20cket'])(
		'is not named by %s',
		(text) => expect(readBucketPlace(text)).toBeNull(),
	);
});

it('moves between stores, and goes on where it was stopped', async () => {
	const [from, to] = [folderStore(path.join(place, 'move')), bucket('moved')];
	for (const name of ['aa01.txt', 'bb02.txt', 'cc03.txt']) await from.put(name, Buffer.from(name));
	await to.put('bb02.txt', Buffer.from('bb02.txt'));
	const folder = path.join(place, 'incoming');
	expect(await copyFiles(from, to, folder)).toEqual({ copied: 2, there: 1, failed: [] });
	expect(await copyFiles(from, to, folder)).toEqual({ copied: 0, there: 3, failed: [] });
	expect(await textOf(await to.read('cc03.txt'))).toBe('cc03.txt');
	expect(await copyFiles(to, folderStore(path.join(place, 'back')), folder)).toMatchObject({ copied: 3 });
	const away = bucket('x', { origin: 'http://localhost:1' });
	await expect(copyFiles(from, away, folder)).rejects.toMatchObject({ code: 'store.unreachable' });
});
