import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readUploads } from '#web/read-upload.ts';

let data = '';
beforeAll(() => void (data = mkdtempSync(path.join(tmpdir(), 'homecourt-upload-'))));
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** Sends a form with one field and one file behind it. */
function send(name: string, value: Buffer, type = 'multipart/form-data; boundary=x', more = '') {
	const body = Buffer.concat([
		Buffer.from(`--x\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n`),
		value,
		Buffer.from('\r\n--x\r\ncontent-disposition: form-data; name="f"; filename="醬.png"\r\n\r\n'),
		Buffer.from([0xff, 0xfe]),
		Buffer.from('\r\n--x--\r\n'),
	]);
	const request = new Request('http://localhost/', { method: 'POST', body, headers: { 'content-type': type } });
	return readUploads({ request, locals: { ctx: { settings: { data } } } } as never, 'f', 1000, 1);
}

describe('a form with files', () => {
	it('brings its words and its file as they were sent', async () => {
		const { fields, files } = await send('a', Buffer.from('醬油 é \ufffd'));
		expect([fields, files.map(({ name }) => name)]).toEqual([{ a: '醬油 é \ufffd' }, ['醬.png']]);
		for (const { file } of files) await file.discard();
		const named = await send('a', Buffer.from('醬油'), undefined, '\r\ncontent-type: text/plain; charset=utf-8');
		expect(named.fields).toEqual({ a: '醬油' });
		for (const { file } of named.files) await file.discard();
	});

	it.each([
		['a', Buffer.from([0xe9, 0x86]), undefined, 'call.not-utf8', 400],
		['__proto__', Buffer.from('1'), undefined, 'call.name-forbidden', 400],
		['a', Buffer.alloc(70_000, 'x'), undefined, 'status.413', 413],
		['a', Buffer.from('1'), 'multipart/form-data; boundary', 'upload.broken', 422],
		['a', Buffer.from('1'), 'multipart/form-data; boundary=other', 'upload.broken', 422],
	])('is refused whole where it cannot be read: %#', async (name, value, type, code, status) => {
		await expect(send(name, value, type)).rejects.toMatchObject({ code, status });
		const left = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
		expect(left.map((entry) => entry.name)).toEqual([]);
	});
});
