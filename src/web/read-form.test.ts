import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPosted, readSmall, textsOf } from '#web/read-form.ts';

const urlencoded = 'application/x-www-form-urlencoded';
const post = (body: BodyInit | null, type?: string): Request =>
	new Request('http://localhost/', { method: 'POST', body, ...(type ? { headers: { 'content-type': type } } : {}) });
const read = async (body: BodyInit | null, type?: string) => textsOf(await readPosted(post(body, type)));

/** A form with files, as bytes. */
const parts = (value: Buffer, name = 'a', file = Buffer.from([0xff, 0xfe])): [Buffer, string] => [
	Buffer.concat([
		Buffer.from(`--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n`),
		value,
		Buffer.from('\r\n--x\r\ncontent-disposition: form-data; name="f"; filename="a.png"\r\n\r\n'),
		file,
		Buffer.from('\r\n--x--\r\n'),
	]),
	'multipart/form-data; boundary=x',
];
const bytes = (buffer: Buffer): BodyInit => new Uint8Array(buffer);

describe('what was posted', () => {
	it('is read from both kinds of form; a file may hold any bytes', async () => {
		expect(await read('a=%E9%86%AC+1&b=%F0%9F%8D%B6&a=2', urlencoded)).toEqual({ a: '2', b: '🍶' });
		const [body, type] = parts(Buffer.from('醬油'));
		expect(await read(bytes(body), type)).toEqual({ a: '醬油' });
		const sent = (await readPosted(post(bytes(body), type))).get('f') as File;
		expect(Buffer.from(await sent.arrayBuffer())).toEqual(Buffer.from([0xff, 0xfe]));
	});

	it('may hold the sign for what cannot be read, where somebody typed it', async () => {
		expect(await read('a=%EF%BF%BD', urlencoded)).toEqual({ a: '\ufffd' });
		const [body, type] = parts(Buffer.from('é \ufffd'));
		expect(await read(bytes(body), type)).toEqual({ a: 'é \ufffd' });
	});

	it.each([
		['a=%E9%86', urlencoded],
		['a=%E9&b=%86%AC', urlencoded],
		['%ff=1', urlencoded],
		[bytes(Buffer.from([0x61, 0x3d, 0xff])), urlencoded],
		[bytes(parts(Buffer.from([0xe9, 0x86]))[0]), parts(Buffer.from(''))[1]],
	])('is refused where it is no UTF-8: %#', async (body, type) => {
		await expect(read(body, type)).rejects.toMatchObject({ code: 'call.not-utf8', status: 400 });
	});

	it.each([
		['--x\r\nbroken', 'multipart/form-data; boundary=x', 'status.400', 400],
		['a=1', 'multipart/form-data', 'status.400', 400],
		['{}', 'application/json', 'status.415', 415],
		['a=1', 'text/plain', 'status.415', 415],
		['__proto__=1', urlencoded, 'call.name-forbidden', 400],
		[bytes(parts(Buffer.from('1'), 'constructor')[0]), parts(Buffer.from(''))[1], 'call.name-forbidden', 400],
	])('is refused where it is no form: %s as %s', async (body, type, code, status) => {
		await expect(read(body, type)).rejects.toMatchObject({ code, status });
	});

	it('is refused where it breaks off, and where it is more than the page takes', async () => {
		const broken = new ReadableStream({ pull: (stream) => stream.error(new Error('gone')) });
		const request = new Request('http://localhost/', {
			method: 'POST',
			body: broken,
			duplex: 'half',
			headers: { 'content-type': urlencoded },
		} as RequestInit);
		await expect(readPosted(request)).rejects.toMatchObject({ code: 'status.400' });
		const long = `a=${'x'.repeat(200)}`;
		await expect(readPosted(post(long, urlencoded), 100)).rejects.toMatchObject({ code: 'status.413', status: 413 });
		await expect(readSmall(post(long), 100)).rejects.toMatchObject({ code: 'status.413', status: 413 });
		await expect(readSmall(post(bytes(Buffer.from([0xff]))), 100)).rejects.toMatchObject({ code: 'call.not-utf8' });
	});
});

it('is the one way in which pages and routes read forms, and none reads a body without a limit', () => {
	const root = path.resolve(import.meta.dirname, '..');
	const unguarded = /\.(?:formData|json)\(\)|request\.(?:text|arrayBuffer|blob|bytes)\(\)/;
	const found = ['web', 'routes'].flatMap((room) =>
		readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
			.filter((file) => /\.(?:ts|svelte)$/.test(file) && !file.endsWith('.test.ts') && file !== 'read-form.ts')
			.filter((file) => file.endsWith('.ts') && unguarded.test(readFileSync(path.join(root, room, file), 'utf8'))),
	);
	expect(found).toEqual([]);
});
