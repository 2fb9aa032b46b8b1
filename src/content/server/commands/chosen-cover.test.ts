import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { deletePicture, describePicture, storePicture } from '#media/server/index.ts';
import { listArticles, publishArticle, readArticle, readDraft, writeArticle } from '#content/server/index.ts';
import { sowWriter } from '#content/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let editor: Actor;
let one: number, two: number, stranger: number;
beforeAll(async () => {
	place = await testSite();
	editor = await sowWriter(place.system(), 'editor');
	const store = async (background: string) => {
		const file = sharp({ create: { width: 300, height: 200, channels: 3, background } });
		return (await storePicture(place.as(editor), { bytes: await file.png().toBuffer() })).id;
	};
	[one, two, stranger] = [await store('#101010'), await store('#505050'), await store('#909090')];
});
afterAll(() => place.close());

const line = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const picture = (id: number) => ({ type: 'picture', attrs: { id } });
const both = () => ({
	type: 'doc',
	content: [picture(one), line('開頭'), { type: 'horizontalRule' }, line('後面'), picture(two)],
});
const write = (input: object) =>
	writeArticle(place.as(editor), { title: '封面', body: both(), ...input } as Parameters<typeof writeArticle>[1]);
const shown = async (id: number) =>
	(await listArticles(place.as(), { limit: 50 })).items.find((article) => article.id === id)?.cover;
const isBeyond = async (id: number) => {
	const rows = await place.site.sql<{ picture: number }[]>`
		select picture from media.picture_use where thing = ${`article:${id}`} and beyond`;
	return rows.map((row) => Number(row.picture));
};

it('is the first picture until another of the text is chosen, and stays chosen while the text has it', async () => {
	const { id } = await write({ access: 'members' });
	await publishArticle(place.as(editor), { id });
	expect((await shown(id))?.id).toBe(one);
	expect(await isBeyond(id)).toEqual([two]);
	await write({ id, cover: two });
	expect((await shown(id))?.id).toBe(two);
	// What a card shows to everybody is closed to nobody.
	expect(await isBeyond(id)).toEqual([]);
	await write({ id, title: '換了標題' });
	expect(await readDraft(place.as(editor), { id })).toMatchObject({ cover: two, chosen_cover: two });
	// The focal point that is set for it is what its cards are cut around.
	await describePicture(place.as(editor), { id: two, alt: '甕', caption: '', focus: { x: 90, y: 10 } });
	expect((await shown(id))?.focus).toEqual({ x: 90, y: 10 });
	const { version } = await readDraft(place.as(editor), { id });
	expect(await write({ id, title: '換了標題', cover: two })).toMatchObject({ version });
	await write({ id, cover: null });
	expect((await shown(id))?.id).toBe(one);
	await write({ id, cover: two });
	await write({ id, body: { type: 'doc', content: [line('沒有第二張'), picture(one)] } });
	expect(await readDraft(place.as(editor), { id })).toMatchObject({ cover: one, chosen_cover: null });
	const article = await readArticle(place.as(editor), { slug: (await readDraft(place.as(editor), { id })).slug });
	expect('cover' in article && article.cover?.id).toBe(one);
});

it('is refused where it is no picture of the text', async () => {
	for (const cover of [stranger, 999_999])
		await expect(write({ cover })).rejects.toMatchObject({
			details: { fields: [{ path: 'cover', key: 'cover-elsewhere' }] },
		});
	await deletePicture(place.as(editor), { id: stranger });
});
