import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { visitor, type Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { spool, spoolFolder } from '#platform/spool.ts';
import { deleteFile, findDownload, listFiles, readFile, storeFile } from '#media/server/index.ts';
import { mayTake } from '#content/policy.ts';
import {
	deleteArticle,
	findTaker,
	publishArticle,
	publishPage,
	unpublishArticle,
	writeArticle,
	writePage,
} from '#content/server/index.ts';
import { sowWriter } from '#content/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let editor: Actor;
beforeAll(async () => {
	place = await testSite();
	editor = await sowWriter(place.system(), 'editor');
});
afterAll(() => place.close());

let count = 0;
async function stored() {
	const bytes = Readable.from([Buffer.from(`a,b\n1,${(count += 1)}\n`)]);
	const file = await spool(bytes, spoolFolder(place.system().settings.data), 1_000);
	const { id, href } = await storeFile(place.as(editor), { file, name: `價目 ${count}.csv` });
	return { id, href, taker: () => findTaker(place.system(), { file: id }) };
}
const body = (markdown: string) => fromMarkdown(markdown, 'article');

it('lets everybody take what a public article or page offers, and the staff what nothing does', async () => {
	const { href, taker } = await stored();
	expect(await taker()).toBe('staff');
	const { id } = await writeArticle(place.as(editor), { title: '草稿', body: body(`[價目](${href})`) });
	expect(await taker()).toBe('staff');
	await publishArticle(place.as(editor), { id });
	expect(await taker()).toBe('public');
	await unpublishArticle(place.as(editor), { id });
	expect(await taker()).toBe('staff');
	const page = await writePage(place.as(editor), {
		title: '下載',
		body: body(`::button[價目](${href})`),
		locale: 'zh-TW',
	});
	await publishPage(place.as(editor), { id: page.id });
	expect(await taker()).toBe('public');
});

it('keeps what an article for members offers for members, but for its beginning; a change counts at once', async () => {
	const [first, later] = [await stored(), await stored()];
	const text = `[一](${first.href})\n\n二\n\n三\n\n[四](${later.href})`;
	const { id } = await writeArticle(place.as(editor), { title: '會員', body: body(text), access: 'members' });
	await publishArticle(place.as(editor), { id });
	expect([await first.taker(), await later.taker()]).toEqual(['public', 'members']);
	await writeArticle(place.as(editor), { id, title: '會員', body: body(text), access: 'public' });
	expect(await later.taker()).toBe('public');
	await writeArticle(place.as(editor), { id, title: '會員', body: body('拿掉了'), access: 'public' });
	expect(await later.taker()).toBe('staff');
	expect(mayTake(visitor, { access: 'members' })).toBe(false);
	expect([
		mayTake(editor, { access: 'members' }),
		mayTake(editor, { access: 'staff' }),
		mayTake(visitor, { access: 'public' }),
	]).toEqual([true, true, true]);
});

it('is deleted when nothing offers it any more, and not before', async () => {
	const { id: file, href } = await stored();
	const { id } = await writeArticle(place.as(editor), { title: '附檔', body: body(`[價目](${href})`) });
	expect((await readFile(place.as(editor), { id: file })).uses).toEqual([`article:${id}`]);
	await expect(deleteFile(place.as(editor), { id: file })).rejects.toMatchObject({ code: 'file.in-use' });
	await deleteArticle(place.as(editor), { id });
	await expect(deleteFile(place.as(editor), { id: file })).rejects.toMatchObject({ code: 'file.in-use' });
	await writeArticle(place.as(editor), { title: '別的', body: body('沒有檔案') });
	const unused = await stored();
	const ids = (await listFiles(place.as(editor), { unused: true })).items.map((one) => one.id);
	expect(ids).toContain(unused.id);
	expect(ids).not.toContain(file);
	await expect(deleteFile(place.as({ kind: 'visitor' }), { id: unused.id })).rejects.toMatchObject({ status: 401 });
	const start = unused.href.split('/')[2] as string;
	const bytes = (await findDownload(place.system(), start))?.file ?? '';
	await deleteFile(place.as(editor), { id: unused.id });
	expect(await findDownload(place.system(), start)).toBeNull();
	expect(await place.site.files.read(bytes)).toBeNull();
	await expect(deleteFile(place.as(editor), { id: unused.id })).rejects.toMatchObject({ code: 'file.not-found' });
});
