import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMember } from '#membership/server/index.ts';
import { storePicture } from '#media/server/index.ts';
import { publishArticle, readArticle, writeArticle } from '#content/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
beforeAll(async () => void (place = await testSite()));
afterAll(() => place.close());

it('puts what a picture got since into the pages that show it, and tells exactly those', async () => {
	const { id: author } = await createMember(place.system(), { name: '阿德', email: 'de@example.tw', role: 'author' });
	const bytes = await sharp({ create: { width: 500, height: 300, channels: 3, background: '#804020' } })
		.jpeg()
		.toBuffer();
	const picture = await storePicture(place.system(), { bytes });
	const write = async (title: string, pictures: number[]) => {
		const content = [
			{ type: 'paragraph', content: [{ type: 'text', text: '內文' }] },
			...pictures.map((id) => ({ type: 'picture', attrs: { id, src: '', alt: '醬缸' } })),
		];
		const { id, slug } = await writeArticle(place.system(), { title, author, body: { type: 'doc', content } });
		await publishArticle(place.system(), { id });
		return { id, slug };
	};
	const shown = await write('有圖', [picture.id]);
	await write('沒有圖', []);
	const before = await readArticle(place.as(), { slug: shown.slug });
	if ('moved' in before) throw new Error('moved');
	expect(before.html).toContain('image/webp');
	expect(before.html).not.toContain('image/avif');

	place.clock.advance(60_000);
	await place.runJobs();
	const about = new Set<string>();
	const after = await readArticle(
		{ ...place.as(), about: (...things) => things.forEach((thing) => about.add(thing)) },
		{
			slug: shown.slug,
		},
	);
	if ('moved' in after) throw new Error('moved');
	expect(after.html).toContain('image/avif');
	expect(after.changed).toEqual(before.changed);
	expect(about).toContain(`picture:${picture.id}`);
	const facts = await place.site
		.sql`select name, about from platform.event where name in ('picture.encoded', 'article.redrawn') order by id`;
	expect([...facts]).toEqual([
		{ name: 'picture.encoded', about: `picture:${picture.id}` },
		{ name: 'article.redrawn', about: `article:${shown.id}` },
	]);
});
