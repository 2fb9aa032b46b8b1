import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { openArchive, readWhole } from '#transfer/reading/archive.ts';

let folder = '';
beforeAll(() => void (folder = mkdtempSync(path.join(tmpdir(), 'homecourt-zip-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A zip with these files, of which `alter` makes what no honest program writes. */
async function zip(name: string, files: Record<string, string>, alter?: (bytes: Buffer) => void, mode = 0o100644) {
	const made = new ZipFile();
	for (const [file, text] of Object.entries(files)) made.addBuffer(Buffer.from(text), file, { mode });
	made.end();
	const place = path.join(folder, name);
	await pipeline(made.outputStream, createWriteStream(place));
	if (!alter) return place;
	const bytes = readFileSync(place);
	alter(bytes);
	writeFileSync(place, bytes);
	return place;
}

/** The head of the first entry in the archive's own list. */
const listed = (bytes: Buffer): number => bytes.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
const rename = (from: string, to: string) => (bytes: Buffer) => {
	for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) bytes.write(to, at, 'latin1');
};
const texts = async (place: string): Promise<Record<string, string>> => {
	const archive = await openArchive(place);
	const found: Record<string, string> = {};
	for (const name of [...archive.files.keys()].sort())
		found[name] = (await readWhole(await archive.read(name), 1_000, name)).toString();
	await archive.close();
	return found;
};

describe('openArchive', () => {
	it('reads a zip, several zips as one, and a folder, and follows no link', async () => {
		expect(await texts(await zip('one.zip', { 'posts/一.json': '1' }))).toEqual({ 'posts/一.json': '1' });
		mkdirSync(path.join(folder, 'parts'));
		await zip('parts/1.zip', { 'posts/一.json': '1', same: 'first' });
		await zip('parts/2.ZIP', { 'media/二.jpg': '2', same: 'second' });
		expect(await texts(path.join(folder, 'parts'))).toEqual({
			'media/二.jpg': '2',
			'posts/一.json': '1',
			same: 'first',
		});
		mkdirSync(path.join(folder, 'open/inner'), { recursive: true });
		writeFileSync(path.join(folder, 'open/inner/a'), 'a');
		symlinkSync('/etc/passwd', path.join(folder, 'open/passwd'));
		symlinkSync('/etc', path.join(folder, 'open/etc'));
		expect(await texts(path.join(folder, 'open'))).toEqual({ 'inner/a': 'a' });
	});

	it.each<[string, string, (bytes: Buffer) => void, number?]>([
		['a name that leads out', 'transfer.unsafe-archive', rename('aa/evil', '../evil')],
		['a whole path', 'transfer.unsafe-archive', rename('aa/evil', '/a/evil')],
		['a path of Windows', 'transfer.unsafe-archive', rename('aa/evil', 'C:/evil')],
		['a link', 'transfer.unsafe-archive', () => undefined, 0o120777],
		['a bomb', 'transfer.bomb', (bytes) => void bytes.writeUInt32LE(4_000_000_000, listed(bytes) + 24)],
		['no list', 'transfer.broken-archive', (bytes) => void bytes.fill(0, listed(bytes))],
		['no zip', 'transfer.no-archive', (bytes) => void bytes.write('GIF89a')],
	])('refuses %s before a byte is unpacked', async (name, code, alter, mode) => {
		const place = await zip(`${name}.zip`, { 'aa/evil': 'text' }, alter, mode);
		await expect(openArchive(place)).rejects.toMatchObject({ code });
		// The name that leads out is told, and not in the words of a library.
		if (code === 'transfer.unsafe-archive')
			await expect(openArchive(place)).rejects.toMatchObject({
				details: { reason: expect.stringMatching(/^\S*evil$/) as string },
			});
	});

	it('ends what unpacks to more than it said, and what is broken inside', async () => {
		const long = 'x'.repeat(10_000);
		const lying = await zip('lying.zip', { a: long }, (bytes) => void bytes.writeUInt32LE(10, listed(bytes) + 24));
		await expect(texts(lying)).rejects.toMatchObject({ code: 'transfer.broken-archive' });
		const broken = await zip('broken.zip', { a: long }, (bytes) => void bytes.fill(0xff, 35, 45));
		await expect(texts(broken)).rejects.toMatchObject({ code: 'transfer.broken-archive' });
		await expect(openArchive(path.join(folder, 'gone.zip'))).rejects.toMatchObject({ code: 'transfer.not-found' });
	});
});
