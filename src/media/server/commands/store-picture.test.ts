import { deflateSync, crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visitor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { cutPicture, deletePicture, findPictures, storePicture } from '#media/server/index.ts';
import type { Picture } from '#media/picture.ts';

let place: TestSite;
beforeAll(async () => void (place = await testSite()));
afterAll(() => place.close());

const photo = (width: number, height: number) =>
	sharp({ create: { width, height, channels: 3, background: '#336655' } })
		.jpeg()
		.withExif({ IFD0: { Copyright: 'GPS-SECRET' } })
		.toBuffer();

async function read(file: string): Promise<Buffer> {
	const found = await place.site.files.read(file);
	return Buffer.from(await new Response(found?.stream).arrayBuffer());
}

const allFiles = ({ files }: Picture) => Object.values(files).flat();
const store = (bytes: Uint8Array) => storePicture(place.system(), { bytes });

/** A PNG that says it is this large and carries almost nothing. */
function boastfulPng(width: number, height: number): Buffer {
	const chunk = (type: string, data: Buffer): Buffer => {
		const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
		const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
		length.writeUInt32BE(data.length);
		check.writeUInt32BE(crc32(body));
		return Buffer.concat([length, body, check]);
	};
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 2, 0, 0, 0], 8);
	return Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		chunk('IHDR', head),
		chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

/** A moving picture of this many frames, each of another grey, or an encoder would join them. */
const moving = (format: 'gif' | 'webp', frames: number, side = 40) => {
	const raw = Buffer.alloc(side * side * 3 * frames, 90);
	for (let frame = 0; frame < frames; frame++) raw.fill((frame * 37) % 256, frame * side * side * 3);
	const strip = sharp(raw, { raw: { width: side, height: side * frames, channels: 3, pageHeight: side } });
	const delay = Array.from({ length: frames }, () => 80);
	return (format === 'gif' ? strip.gif({ loop: 0, delay }) : strip.webp({ loop: 0, delay })).toBuffer();
};

describe('storePicture', () => {
	it('answers with what every browser shows, and makes AVIF afterwards', async () => {
		const picture = await storePicture(place.system(), { bytes: await photo(1000, 500), alt: '茶園' });
		expect(picture).toMatchObject({ width: 1000, height: 500, alt: '茶園', focus: { x: 50, y: 50 } });
		expect(picture.colour).toMatch(/^#[0-9a-f]{6}$/);
		expect(picture.files.webp.map((size) => size.width)).toEqual([320, 720, 1000]);
		expect(picture.files.plain.map((size) => [size.width, size.height])).toEqual([
			[320, 160],
			[720, 360],
			[1000, 500],
		]);
		expect(picture.files.avif).toEqual([]);

		expect(await place.runJobs()).toContain('media.encode-picture');
		const done = (await findPictures(place.system(), [picture.id])).get(picture.id) as Picture;
		expect(done.files.avif.map((size) => size.width)).toEqual([320, 720, 1000]);
		for (const size of allFiles(done)) {
			const bytes = await read(size.file);
			expect(bytes.length).toBe(size.bytes);
			expect(await sharp(bytes).metadata()).toMatchObject({ width: size.width, height: size.height });
			expect(bytes.includes('GPS-SECRET')).toBe(false);
		}
		// Made once: running the job again makes nothing new and tells nobody.
		expect(await place.runJobs()).toEqual([]);
	}, 60_000);

	it('turns a photograph upright and forgets that it was turned', async () => {
		const lying = await sharp(await photo(600, 300))
			.withMetadata({ orientation: 6 })
			.toBuffer();
		const picture = await store(lying);
		expect([picture.width, picture.height]).toEqual([300, 600]);
		expect(picture.files.webp[0]).toMatchObject({ width: 300, height: 600 });
	});

	it('stores the same bytes once', async () => {
		const bytes = await photo(300, 300);
		const [one, two] = await Promise.all([store(bytes), store(bytes)]);
		expect(one).toEqual(two);
		expect(await store(bytes)).toEqual(one);
	});

	it('keeps what is seen through', async () => {
		const glass = { width: 100, height: 100, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0.3 } } as const;
		const picture = await store(await sharp({ create: glass }).png().toBuffer());
		expect(picture.src).toMatch(/\.png$/);
		expect(await sharp(await read(picture.files.webp[0]?.file ?? '')).metadata()).toMatchObject({ hasAlpha: true });
	});

	it.each(['gif', 'webp'] as const)('keeps what moves moving, with a still beside it: %s', async (format) => {
		const picture = await store(await moving(format, 5));
		const [smallest] = picture.files.webp;
		expect(await sharp(await read(smallest?.file ?? ''), { animated: true }).metadata()).toMatchObject({
			pages: 5,
			pageHeight: 40,
		});
		expect((await sharp(await read(picture.files.still[0]?.file ?? '')).metadata()).pages ?? 1).toBe(1);
		expect(picture.files.webp[0]).toMatchObject({ width: 40, height: 40 });
		await place.runJobs();
		expect((await findPictures(place.system(), [picture.id])).get(picture.id)?.files.avif).toEqual([]);
	});

	it('keeps no byte that is not a pixel, whatever was hung on behind', async () => {
		const polyglot = Buffer.concat([await photo(80, 80), Buffer.from('<script>alert(1)</script>PK\x03\x04evil.exe')]);
		const picture = await store(polyglot);
		for (const size of allFiles(picture)) expect((await read(size.file)).includes('evil')).toBe(false);
	});

	it.each([
		['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'picture.svg'],
		['SVG behind a prologue', Buffer.from('<?xml version="1.0"?>\n<!-- x -->\n<svg width="1"/>'), 'picture.svg'],
		['HTML that says it is a picture', Buffer.from('<html><body>GIF89a</body></html>'), 'picture.wrong-type'],
		['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ'), 'picture.wrong-type'],
		['HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), 'picture.heic'],
		['a GIF that is only a beginning', Buffer.from('GIF89a/*\x01\x00\x01\x00*/=1;alert(1)'), 'picture.broken'],
		['nothing', Buffer.alloc(0), 'picture.wrong-type'],
		['a PNG of 50,000 × 50,000 pixels', boastfulPng(50_000, 50_000), 'picture.too-many-pixels'],
		['a PNG of 60,000 × 20 pixels', boastfulPng(60_000, 20), 'picture.too-many-pixels'],
	])('refuses %s', async (_name, bytes, code) => {
		await expect(store(bytes)).rejects.toMatchObject({ code });
	});

	it.each([0.05, 0.5, 0.98])('refuses a picture of which only %s is there', async (part) => {
		const noise = sharp({
			create: {
				width: 400,
				height: 400,
				channels: 3,
				background: '#888',
				noise: { type: 'gaussian', mean: 128, sigma: 40 },
			},
		});
		for (const whole of [
			await noise.clone().jpeg().toBuffer(),
			await noise.clone().png().toBuffer(),
			await noise.clone().webp().toBuffer(),
		]) {
			await expect(store(whole.subarray(0, Math.floor(whole.length * part)))).rejects.toMatchObject({
				code: expect.stringMatching(/^picture\.(?:broken|wrong-type)$/) as string,
			});
		}
	});

	it('refuses what would unpack into too many pixels in every format', async () => {
		const wide = sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#000' } });
		for (const bomb of [
			await wide.clone().png().toBuffer(),
			await wide.clone().webp({ effort: 0 }).toBuffer(),
			await wide.clone().jpeg().toBuffer(),
		])
			await expect(store(bomb)).rejects.toMatchObject({ code: 'picture.too-many-pixels', status: 413 });
	}, 60_000);

	it('refuses an animation that goes on for ever', async () => {
		await expect(store(await moving('gif', 700, 8))).rejects.toMatchObject({ code: 'picture.too-long' });
	});

	it('leaves nothing behind of what it refused', async () => {
		const { readdirSync } = await import('node:fs');
		await store(Buffer.from('no picture')).catch(() => undefined);
		expect(readdirSync(`${place.system().settings.data}/incoming`)).toEqual([]);
	});

	it('is for staff who write', async () => {
		await expect(storePicture(place.as(visitor), { bytes: await photo(10, 10) })).rejects.toMatchObject({
			status: 401,
		});
	});
});

describe('cutPicture', () => {
	it('cuts a part once, and takes it away with its picture', async () => {
		const picture = await storePicture(place.system(), { bytes: await photo(900, 301) });
		const size = picture.files.plain.at(-1)!;
		const box = { left: 100, top: 0, width: 500, height: 301 };
		const made = await cutPicture(place.system(), { picture: picture.id, size, box });
		expect(made).toMatchObject({ width: 500, height: 301 });
		expect(await sharp(await read(made!.file)).metadata()).toMatchObject({ format: 'jpeg', width: 500, height: 301 });
		expect(await cutPicture(place.system(), { picture: picture.id, size, box })).toEqual(made);
		await deletePicture(place.system(), { id: picture.id });
		expect(await place.site.files.read(made!.file)).toBeNull();
		expect(await cutPicture(place.system(), { picture: picture.id, size, box })).toBeNull();
	});
});
