import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { visitor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	deletePicture,
	describePicture,
	keepUses,
	listPictures,
	readPicture,
	storePicture,
} from '#media/server/index.ts';

let place: TestSite;
beforeAll(async () => void (place = await testSite()));
afterAll(() => place.close());

const draw = (background: string, copyright = 'x') =>
	sharp({ create: { width: 90, height: 60, channels: 3, background } })
		.jpeg()
		.withExif({ IFD0: { Copyright: copyright } })
		.toBuffer();
const files = async () => {
	const names: string[] = [];
	for await (const { name } of place.site.files.list()) names.push(name);
	return names;
};

it('lists, finds, describes and tells where a picture is used', async () => {
	const ctx = place.system();
	const [tea, soy, third] = [
		await storePicture(ctx, { bytes: await draw('#116622'), alt: '茶園的清晨' }),
		await storePicture(ctx, { bytes: await draw('#552211'), alt: '100% 黑豆' }),
		await storePicture(ctx, { bytes: await draw('#eeeeee') }),
	];
	await keepUses(ctx, { thing: 'article:7', pictures: [soy.id, 999] });
	const ids = async (input: Parameters<typeof listPictures>[1]) =>
		(await listPictures(ctx, input)).items.map(({ id }) => id);
	expect(await ids({})).toEqual([third.id, soy.id, tea.id]);
	expect(await ids({ search: '茶園 清晨' })).toEqual([tea.id]);
	expect(await ids({ search: '0% 黑' })).toEqual([soy.id]);
	expect(await ids({ search: '1%0' })).toEqual([]);
	expect(await ids({ unused: true })).toEqual([third.id, tea.id]);
	const first = await listPictures(ctx, { limit: 2 });
	expect(first.next).toBe(soy.id);
	expect(await ids({ before: soy.id })).toEqual([tea.id]);

	await describePicture(ctx, { id: soy.id, alt: '豆子', caption: '去年的黑豆', focus: { x: 0, y: 90 } });
	expect(await readPicture(ctx, { id: soy.id })).toMatchObject({
		alt: '豆子',
		caption: '去年的黑豆',
		focus: { x: 0, y: 90 },
		uses: ['article:7'],
	});
	await expect(describePicture(ctx, { id: soy.id, alt: '', focus: { x: 101, y: 0 } })).rejects.toMatchObject({
		status: 422,
	});
	await expect(describePicture(ctx, { id: 999, alt: '' })).rejects.toMatchObject({ code: 'picture.not-found' });
});

it('deletes what nothing shows, and only files that no other picture has', async () => {
	const ctx = place.system();
	const shown = await storePicture(ctx, { bytes: await draw('#123456') });
	// The same pixels from another camera: another upload, the same files.
	const twin = await storePicture(ctx, { bytes: await draw('#123456', 'y') });
	expect(twin.id).not.toBe(shown.id);
	await keepUses(ctx, { thing: 'page:1', pictures: [shown.id] });
	await expect(deletePicture(ctx, { id: shown.id })).rejects.toMatchObject({
		code: 'picture.in-use',
		status: 409,
		details: { places: 1 },
	});

	await deletePicture(ctx, { id: twin.id });
	expect(await files()).toContain(shown.files.webp[0]?.file);
	await keepUses(ctx, { thing: 'page:1', pictures: [] });
	await deletePicture(ctx, { id: shown.id });
	expect(await files()).not.toContain(shown.files.webp[0]?.file);
	await expect(readPicture(ctx, { id: shown.id })).rejects.toMatchObject({ code: 'picture.not-found' });
	// What waits for a picture that is gone does no harm.
	await place.runJobs();
});

it('is for staff who write', async () => {
	for (const ask of [
		listPictures(place.as(visitor), {}),
		readPicture(place.as(visitor), { id: 1 }),
		deletePicture(place.as(visitor), { id: 2 }),
		describePicture(place.as(visitor), { id: 1, alt: '' }),
	])
		await expect(ask).rejects.toMatchObject({ status: 401 });
});
