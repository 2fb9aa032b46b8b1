import { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { spool, spoolFolder } from '#platform/spool.ts';
import { openThread, postComment, readThread } from '#community/server/index.ts';
import { createMember, eraseMember, openArchive, readProfile } from '#membership/server/index.ts';
import {
	importPortraits,
	keepPortrait,
	listPictures,
	removePortrait,
	restorePortraitFiles,
} from '#media/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
const people: Extract<Actor, { kind: 'member' }>[] = [];
beforeAll(async () => {
	place = await testSite();
	for (const [number, role] of (['member', 'member', 'moderator', 'owner'] as const).entries()) {
		const joined = new Date('2026-01-01');
		const name = `甲${number}`;
		const { id, handle } = await createMember(place.system(), { name, email: `p${number}@example.com`, role, joined });
		people.push({ kind: 'member', member: id, name, handle, role });
	}
});
afterAll(() => place.close());

const as = (number: number) => place.as(people[number] as Actor);
const idOf = (number: number) => people[number]?.member as number;
const photograph = (width = 900, height = 500) =>
	sharp({ create: { width, height, channels: 3, background: '#884422' } })
		.jpeg()
		.withExif({ IFD0: { Copyright: 'somebody' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '25/1 2/1 0/1' } })
		.toBuffer();
async function send(number: number, bytes: Buffer, member = idOf(number)): Promise<void> {
	const folder = spoolFolder(as(number).settings.data);
	await keepPortrait(as(number), { member, file: await spool(Readable.from([bytes]), folder, 30_000_000) });
}
const files = async () => {
	const names: string[] = [];
	for await (const { name } of place.site.files.list()) names.push(name);
	return names.sort();
};
const profileOf = (number: number) => readProfile(place.as(), { handle: people[number]?.handle ?? '' });

it('is a small square without where it was taken, beside what its member says, until they are let go', async () => {
	const { id: thread } = await openThread(place.system(), { subject: 'article:1', title: '缸', path: '/articles/x' });
	await postComment(as(0), { thread, body: { text: '聞得到香味' } });
	await send(0, await photograph());
	expect(await files()).toHaveLength(2);
	for (const name of await files()) {
		const stored = await place.site.files.read(name);
		const bytes = Buffer.from(await new Response(stored?.stream).arrayBuffer());
		expect(bytes.length).toBeLessThan(12_000);
		const side = Number(/portrait(\d+)\.webp$/.exec(name)?.[1]);
		const { exif, ...known } = await sharp(bytes).metadata();
		expect(known).toMatchObject({ format: 'webp', width: side, height: side });
		expect(exif).toBeUndefined();
	}
	// The library is the house's.
	expect((await listPictures(place.system(), {})).items).toEqual([]);
	const told: string[] = [];
	const reader = { ...place.as(), about: (...things: string[]) => void told.push(...things) };
	const page = await readThread(reader, { thread });
	expect(page.comments[0]?.author?.portrait).toMatch(/^\/media\/[0-9a-f]{24}-portrait96\.webp$/);
	const [fact] = await place.site.sql<
		{ about: string }[]
	>`select about from platform.event where name = 'portrait.kept'`;
	expect(told).toContain(fact?.about);
	expect((await profileOf(0)).portrait).toMatch(/-portrait216\.webp$/);
	let archive = '';
	for await (const piece of (await openArchive(as(3), idOf(0)))()) archive += piece;
	expect(archive).toContain('-portrait216.webp');

	// Somebody else sent the same photograph: theirs stays.
	await send(1, await photograph());
	expect(await files()).toHaveLength(2);
	await eraseMember(as(3), { member: idOf(0) });
	expect(await files()).toHaveLength(2);
	expect((await readThread(place.as(), { thread })).comments[0]?.author?.portrait ?? null).toBeNull();
	expect((await profileOf(1)).portrait).not.toBeNull();
});

it('is exchanged and taken away with its files, by whose it is or who keeps order', async () => {
	const small = await sharp({ create: { width: 20, height: 60, channels: 4, background: '#11223300' } })
		.png()
		.toBuffer();
	await send(1, small);
	expect(await files()).toHaveLength(2);
	await expect(send(0, small, idOf(1))).rejects.toMatchObject({ status: 403 });
	await expect(send(2, small, idOf(1))).rejects.toMatchObject({ status: 403 });
	await expect(removePortrait(as(0), { member: idOf(1) })).rejects.toMatchObject({ status: 403 });
	await removePortrait(as(2), { member: idOf(1) });
	await removePortrait(as(1), { member: idOf(1) });
	expect(await files()).toEqual([]);
	expect((await profileOf(1)).portrait).toBeNull();
});

it('refuses what is no picture, and leaves the one there was', async () => {
	await send(1, await photograph(300, 300));
	const before = await files();
	const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#000' } })
		.png()
		.toBuffer();
	for (const [bytes, code] of [
		[Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'picture.svg'],
		[Buffer.from('MZ not a picture at all'), 'picture.wrong-type'],
		[(await photograph()).subarray(0, 400), 'picture.broken'],
		[bomb, 'picture.too-many-pixels'],
	] as const)
		await expect(send(1, bytes), code).rejects.toMatchObject({ code });
	expect(await files()).toEqual(before);
});

it('comes back bit by bit from an export, and only what was made here', async () => {
	await send(1, await photograph());
	const [small, large] = await Promise.all(
		(await files()).toReversed().map(async (name) => {
			const stored = await place.site.files.read(name);
			return { name, bytes: Buffer.from(await new Response(stored?.stream).arrayBuffer()) };
		}),
	);
	const squares = [small?.bytes ?? Buffer.of(), large?.bytes ?? Buffer.of()];
	const named = await restorePortraitFiles(place.system(), squares);
	expect(named.toSorted()).toEqual(await files());
	await expect(restorePortraitFiles(as(2), squares)).rejects.toMatchObject({ status: 403 });
	const drawn = (width: number, height: number) =>
		sharp({ create: { width, height, channels: 3, background: '#123' } });
	for (const bytes of [
		await photograph(96, 96),
		await drawn(96, 90).webp().toBuffer(),
		await drawn(900, 900).webp().toBuffer(),
		await drawn(96, 96)
			.withExif({ IFD0: { Copyright: 'somebody' } })
			.webp()
			.toBuffer(),
		Buffer.from('not a picture'),
	])
		await expect(restorePortraitFiles(place.system(), [bytes])).rejects.toMatchObject({ status: 422 });
	const portrait = { small: 'other-small', large: 'other-large', kept: new Date('2026-01-01') };
	// Who has one here keeps it; nobody is made of a number alone.
	expect(
		await importPortraits(place.system(), {
			portraits: [idOf(1), idOf(3), 999_999].map((member) => ({ member, ...portrait })),
		}),
	).toEqual(['held', 'fresh', 'refused']);
	await expect(importPortraits(as(3), { portraits: [] })).rejects.toMatchObject({ status: 403 });
});
