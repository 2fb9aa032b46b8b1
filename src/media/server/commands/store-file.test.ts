import { readdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visitor } from '#platform/actor.ts';
import { spool, spoolFolder } from '#platform/spool.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { findDownload, findFiles, storeFile } from '#media/server/index.ts';

let place: TestSite;
beforeAll(async () => void (place = await testSite()));
afterAll(() => place.close());

const incoming = () => spoolFolder(place.system().settings.data);
const store = async (bytes: Buffer | string, name: string, ctx = place.system()) =>
	storeFile(ctx, { name, file: await spool(Readable.from([Buffer.from(bytes)]), incoming(), 1_000_000) });

/** A ZIP of these files, stored without compression (APPNOTE 4.3). */
function zip(files: Record<string, string>): Buffer {
	const bodies: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const [name, text] of Object.entries(files)) {
		const data = Buffer.from(text);
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt32LE(crc32(data), 10);
		common.writeUInt32LE(data.length, 14);
		common.writeUInt32LE(data.length, 18);
		common.writeUInt16LE(Buffer.byteLength(name), 22);
		const body = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), data]);
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE(offset, 10);
		directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, Buffer.from(name)]));
		bodies.push(body);
		offset += body.length;
	}
	const list = Buffer.concat(directory);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(bodies.length, 4);
	end.writeUInt16LE(bodies.length, 6);
	end.writeUInt32LE(list.length, 8);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([...bodies, list, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const office = (part: string, type: string) =>
	zip({
		'[Content_Types].xml': `<?xml version="1.0"?><Types><Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`,
		[part]: '<x/>',
	});

describe('storeFile', () => {
	it.each([
		['型錄.pdf', '%PDF-1.7\n1 0 obj', '型錄.pdf', 'application/pdf'],
		['其實是 PDF.jpg', '%PDF-1.4\nx', '其實是 PDF.pdf', 'application/pdf'],
		['原始檔.zip', zip({ 'a.txt': 'a' }), '原始檔.zip', 'application/zip'],
		['報價.docx', office('word/document.xml', 'wordprocessingml.document'), '報價.docx', /wordprocessingml/],
		['價目.xlsx', office('xl/workbook.xml', 'spreadsheetml.sheet'), '價目.xlsx', /spreadsheetml/],
		['簡報.pptx', office('ppt/presentation.xml', 'presentationml.presentation'), '簡報.pptx', /presentationml/],
		['文.odt', zip({ mimetype: 'application/vnd.oasis.opendocument.text' }), '文.odt', /opendocument\.text/],
		['門市.csv', '名稱,電話\n台北店,02', '門市.csv', 'text/csv'],
		['說明.txt', '<script>不會被執行</script>', '說明.txt', 'text/plain'],
		[
			'歌.mp3',
			Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0'), Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(413)]),
			'歌.mp3',
			'audio/mpeg',
		],
		['片.mp4', Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08free'), '片.mp4', 'video/mp4'],
		['../../etc/\u202efdp.exe\u0000.pdf', '%PDF-1.5 y', 'fdp.exe.pdf', 'application/pdf'],
		['', '%PDF-1.5 z', 'file.pdf', 'application/pdf'],
	])('takes %s for what it is', async (name, bytes, kept, type) => {
		const file = await store(bytes, name);
		expect(file).toMatchObject({ name: kept, size: Buffer.from(bytes).length });
		expect(file.type).toMatch(type);
		expect((await findFiles(place.system(), [file.id, 9_999])).get(file.id)).toEqual(file);
		const found = await findDownload(place.system(), file.href.split('/')[2] as string);
		expect(found).toMatchObject({ name: kept, type: file.type });
		const stored = await place.site.files.read(found?.file ?? '');
		expect(Buffer.from(await new Response(stored?.stream).arrayBuffer())).toEqual(Buffer.from(bytes));
	});

	it('stores the same bytes once, under its first name', async () => {
		const one = await store('%PDF-1.7 same', '甲.pdf');
		expect(await store('%PDF-1.7 same', '乙.pdf')).toEqual(one);
	});

	it.each([
		['a page', '頁.html', '<!doctype html><script>alert(1)</script>', 'file.wrong-type'],
		['SVG', '圖.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', 'file.wrong-type'],
		['SVG called text', '圖.txt', '<?xml version="1.0"?><svg/>', 'file.wrong-type'],
		['a program', '工具.exe', Buffer.from('MZ\x90\0\x03\0\0\0'), 'file.wrong-type'],
		['a program called PDF', '型錄.pdf', Buffer.from('MZ\x90\0\x03\0\0\0'), 'file.wrong-type'],
		['a script', '安裝.sh', '#!/bin/sh\nrm -rf /', 'file.wrong-type'],
		['unknown bytes called text', '讀我.txt', Buffer.from([1, 2, 3, 0, 5]), 'file.wrong-type'],
		['a picture', '照片.pdf', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), 'file.wrong-type'],
		['macros', '報表.docx', macros(), 'file.macros'],
		['nothing', '空.pdf', '', 'file.empty'],
	])('refuses %s and leaves nothing behind', async (_what, name, bytes, code) => {
		await expect(store(bytes, name)).rejects.toMatchObject({ code });
		expect(readdirSync(incoming())).toEqual([]);
	});

	it('stops reading at the first byte above a limit', async () => {
		let sent = 0;
		const endless = Readable.from(
			(function* () {
				for (;;) yield Buffer.alloc(100_000, (sent += 100_000));
			})(),
		);
		await expect(spool(endless, incoming(), 1_000_000)).rejects.toMatchObject({
			code: 'upload.too-large',
			status: 413,
		});
		expect(sent).toBeLessThan(3_000_000);
		expect(readdirSync(incoming())).toEqual([]);
	});

	it('is for staff who write', async () => {
		await expect(store('%PDF-1.7 v', 'a.pdf', place.as(visitor))).rejects.toMatchObject({ status: 401 });
	});
});

function macros(): Buffer {
	return zip({
		'[Content_Types].xml':
			'<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
		'word/document.xml': '<x/>',
		'word/vbaProject.bin': 'x',
	});
}
