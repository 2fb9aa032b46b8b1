import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { letterPicture, opensPicture, storePicture } from '#media/server/index.ts';
import { createMember, keepSegment } from '#membership/server/index.ts';
import { findOnlooker, publishArticle, publishPage, writeArticle, writePage } from '#content/server/index.ts';
import { sowWriter } from '#content/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let editor: Actor;
beforeAll(async () => {
	place = await testSite();
	editor = await sowWriter(place.system(), 'editor');
});
afterAll(() => place.close());

let shade = 0;
async function stored() {
	const background = { r: (shade += 9), g: 80, b: 80 };
	const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background } })
		.jpeg()
		.toBuffer();
	const { id, files, src } = await storePicture(place.as(editor), { bytes });
	const names = Object.values(files).flatMap((sizes) => sizes.map((size: { file: string }) => size.file));
	const onlookers = async () => [
		...new Set(await Promise.all(names.map((file) => findOnlooker(place.system(), { file })))),
	];
	return { picture: { type: 'picture', attrs: { id, src, alt: '缸' } }, names, onlookers };
}
const said = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });

it('closes the pictures in the part for members, in every size, and opens them when somebody else may see them', async () => {
	const [cover, early, late] = [await stored(), await stored(), await stored()];
	expect(await late.onlookers()).toEqual(['public']);
	const content = [cover.picture, said('一'), early.picture, said('二'), said('三'), late.picture, cover.picture];
	const article = { title: '缸裡', body: { type: 'doc', content }, access: 'members' as const };
	const { id } = await writeArticle(place.as(editor), article);
	expect(await late.onlookers()).toEqual(['members']);
	await publishArticle(place.as(editor), { id });
	expect([await cover.onlookers(), await early.onlookers(), await late.onlookers()]).toEqual([
		['public'],
		['public'],
		['members'],
	]);

	const page = await writePage(place.as(editor), {
		title: '照片',
		body: { type: 'doc', content: [late.picture] },
		locale: 'zh-TW',
	});
	expect(await late.onlookers()).toEqual(['members']);
	await publishPage(place.as(editor), { id: page.id });
	expect(await late.onlookers()).toEqual(['public']);
});

it('counts a change of who may read, and of where a picture stands, at once', async () => {
	const [cover, late] = [await stored(), await stored()];
	const content = [cover.picture, said('一'), said('二'), said('三'), late.picture];
	const write = (id: number | undefined, access: 'public' | 'members', blocks: unknown[] = content) =>
		writeArticle(place.as(editor), {
			...(id ? { id } : {}),
			title: '顧缸',
			access,
			body: { type: 'doc', content: blocks },
		});
	const { id } = await write(undefined, 'members');
	await publishArticle(place.as(editor), { id });
	expect(await late.onlookers()).toEqual(['members']);
	await write(id, 'public');
	expect(await late.onlookers()).toEqual(['public']);
	await write(id, 'members');
	expect(await late.onlookers()).toEqual(['members']);
	await write(id, 'members', [late.picture, ...content.slice(1)]);
	expect(await late.onlookers()).toEqual(['public']);
});

it('closes the pictures and files of an article for some members to all others', async () => {
	const late = await stored();
	const definition = { groups: [{ conditions: [{ is: 'locale' as const, value: 'en' }] }] };
	const segment = await keepSegment(place.as(editor), { name: '讀英文的', definition });
	const some = await createMember(place.system(), { name: 'Ann', email: 'ann@example.com', locale: 'en' });
	const { id } = await writeArticle(place.as(editor), {
		title: '給幾位',
		access: 'members',
		segment: segment.id,
		body: { type: 'doc', content: [said('一'), (await stored()).picture, said('二'), said('三'), late.picture] },
	});
	await publishArticle(place.as(editor), { id });
	const asked = (member: number) =>
		findOnlooker(place.as({ kind: 'member', member, name: 'x', handle: 'x', role: 'member' }), {
			file: late.names[0] ?? '',
		});
	expect([await asked(some.id), await asked(some.id + 99)]).toEqual(['members', 'staff']);
	expect(await findOnlooker(place.as(), { file: late.names[0] ?? '' })).toBe('staff');
});

it('knows nothing of files that are no pictures of the library', async () =>
	expect(await findOnlooker(place.system(), { file: "x' or 1=1.jpg" })).toBe('public'));

it('opens for the key that a mail carries, of this file alone', async () => {
	const { names } = await stored();
	const [first = '', other = ''] = names;
	const key = new URL(letterPicture(place.system().site, first), 'http://x').searchParams.get('letter');
	expect([opensPicture(place.system().site, first, key), opensPicture(place.system().site, other, key)]).toEqual([
		true,
		false,
	]);
	expect([opensPicture(place.system().site, first, null), opensPicture(place.system().site, first, '')]).toEqual([
		false,
		false,
	]);
});
