import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visitor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { storePicture } from '#media/server/index.ts';

let place: TestSite;
beforeAll(async () => void (place = await testSite()));
afterAll(() => place.close());

const photo = (width: number, height: number) =>
	sharp({ create: { width, height, channels: 3, background: '#336655' } })
		.jpeg()
		.withExif({ IFD0: { Copyright: 'GPS-SECRET' } })
		.toBuffer();

describe('storePicture', () => {
	it('makes the sizes of the layout and leaves EXIF behind', async () => {
		const picture = await storePicture(place.system(), { bytes: await photo(1000, 500), alt: '茶園' });
		expect(picture).toMatchObject({
			width: 1000,
			height: 500,
			alt: '茶園',
			colour: expect.stringMatching(/^#[0-9a-f]{6}$/) as string,
		});
		expect(picture.sizes.map((size) => size.width)).toEqual([400, 800, 1000]);
		for (const size of picture.sizes) {
			const file = await place.site.files.read(size.file);
			const bytes = Buffer.from(await new Response(file?.stream).arrayBuffer());
			expect(bytes.length).toBe(size.bytes);
			expect(bytes.includes('GPS-SECRET')).toBe(false);
		}
	});

	it('stores the same bytes once', async () => {
		const bytes = await photo(300, 300);
		const [one, two] = await Promise.all([
			storePicture(place.system(), { bytes }),
			storePicture(place.system(), { bytes }),
		]);
		expect(one.id).toBe(two.id);
	});

	it.each([
		[
			'a script in SVG',
			Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
			'picture.wrong-type',
		],
		['HTML that says it is a picture', Buffer.from('<html><body>GIF89a</body></html>'), 'picture.wrong-type'],
	])('refuses %s', async (_name, bytes, code) => {
		await expect(storePicture(place.system(), { bytes })).rejects.toMatchObject({ code });
	});

	it('refuses a picture that was cut off', async () => {
		const bytes = (await photo(600, 600)).subarray(0, 700);
		await expect(storePicture(place.system(), { bytes })).rejects.toMatchObject({ code: 'picture.broken' });
	});

	it('refuses a decompression bomb', async () => {
		const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#000' } })
			.png()
			.toBuffer();
		await expect(storePicture(place.system(), { bytes: bomb })).rejects.toMatchObject({ code: 'picture.too-large' });
	});

	it('is for staff who write', async () => {
		await expect(storePicture(place.as(visitor), { bytes: await photo(10, 10) })).rejects.toMatchObject({
			status: 401,
		});
	});
});
