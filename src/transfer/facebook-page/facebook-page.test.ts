import { createWriteStream, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import type { Item, Writing } from '#transfer/item.ts';
import { readSettings } from '#platform/settings.ts';
import { facebookPage } from '#transfer/facebook-page/facebook-page-source.ts';
import { repairText } from '#transfer/facebook-page/repair-text.ts';

const broken = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

it('repairs what was taken apart into bytes, and nothing else', () => {
	expect(repairText(broken('醬油 🍶 café'))).toBe('醬油 🍶 café');
	for (const text of ['plain', '醬油', 'café', '']) expect(repairText(text)).toBe(text);
});

it('reads posts with their pictures and links from the folder, and no file outside of it', async () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'homecourt-facebook-'));
	try {
		const posts = path.join(folder, 'page/posts');
		mkdirSync(path.join(posts, 'media'), { recursive: true });
		writeFileSync(path.join(posts, 'media/vat.jpg'), 'picture');
		writeFileSync(path.join(folder, 'secret.jpg'), 'secret');
		symlinkSync(path.join(folder, 'secret.jpg'), path.join(posts, 'media/link.jpg'));
		const list = [
			{
				timestamp: 1_500_000_000,
				data: [{ post: broken('開缸了 <b>\n第二行 #醬油 #1 https://a.example/#x ＃手作') }],
				tags: [{ name: broken('小林') }],
				attachments: [
					{
						data: [
							{
								media: {
									uri: 'page/posts/media/vat.jpg',
									description: broken('大缸'),
									comments: [{ timestamp: 1_500_000_100, comment: broken('好香！'), author: broken('小陳') }],
								},
							},
						],
					},
					{
						data: [
							{ place: { name: broken('老店') } },
							{ external_context: { url: 'https://else.example/?a=1&b=2', name: 'Else' } },
							{ media: { uri: 'page/posts/media/clip.mp4' } },
						],
					},
				],
			},
			{ timestamp: 1_500_000_001, title: 'changed the cover' },
			'nonsense',
		];
		writeFileSync(path.join(posts, 'profile_posts_1.json'), JSON.stringify(list));
		const photos = { other_photos_v2: [{ uri: 'page/posts/media/vat.jpg', description: broken('大缸') }] };
		writeFileSync(path.join(posts, 'your_uncategorized_photos.json'), JSON.stringify(photos));
		writeFileSync(path.join(posts, 'your_videos.json'), JSON.stringify({ videos_v2: [] }));
		const reading = await facebookPage().open(path.join(folder, 'page'), {}, { settings: readSettings({}) });
		const items: Item[] = [];
		for await (const item of reading.items()) items.push(item);
		expect(items.map((one) => (one.kind === 'left' ? one.note.code : one.kind))).toEqual([
			'facebook.no-comments',
			'facebook.file',
			'picture',
			'article',
			'comment',
			'empty',
			'facebook.unknown',
		]);
		const post = items[3] as Writing;
		expect(post).toMatchObject({
			title: '開缸了 <b>',
			published: new Date(1_500_000_000_000),
			tags: ['醬油', '手作'],
			notes: [
				{ code: 'file' },
				{ code: 'facebook.place', details: { name: '老店' } },
				{ code: 'facebook.tagged', details: { names: '小林' } },
			],
		});
		expect(items[4]).toMatchObject({
			under: post.id,
			html: '<p>好香！</p>',
			author: { name: '小陳' },
			posted: new Date(1_500_000_100_000),
		});
		expect(post.html).toContain('開缸了 &lt;b&gt;<br>第二行');
		expect(post.html).toContain('href="https://else.example/?a=1&amp;b=2"');
		expect(post.html).toContain('alt="大缸"');
		const at = (name: string) => reading.picture(`https://archive.invalid/page/posts/media/${name}`);
		expect((await at('vat.jpg')).toString()).toBe('picture');
		for (const name of ['link.jpg', '../../../secret.jpg', 'gone.jpg'])
			await expect(at(name), name).rejects.toMatchObject({ code: 'picture.not-in-folder' });
		// The zip as it was downloaded is read the same.
		const zip = new ZipFile();
		zip.addFile(path.join(posts, 'profile_posts_1.json'), 'page/posts/profile_posts_1.json');
		for (const name of ['your_uncategorized_photos.json', 'your_videos.json'])
			zip.addFile(path.join(posts, name), `posts/${name}`);
		zip.addFile(path.join(posts, 'media/vat.jpg'), 'page/posts/media/vat.jpg');
		zip.end();
		await pipeline(zip.outputStream, createWriteStream(path.join(folder, 'download.zip')));
		const packed = await facebookPage().open(path.join(folder, 'download.zip'), {}, { settings: readSettings({}) });
		const same: Item[] = [];
		for await (const item of packed.items()) same.push(item);
		expect(same).toEqual(items);
		expect((await packed.picture('https://archive.invalid/page/posts/media/vat.jpg')).toString()).toBe('picture');
		await packed.close();
		await expect(
			facebookPage().open(path.join(folder, 'gone'), {}, { settings: readSettings({}) }),
		).rejects.toMatchObject({
			code: 'transfer.not-found',
		});
		await expect(
			facebookPage().open(path.join(posts, 'media'), {}, { settings: readSettings({}) }),
		).rejects.toMatchObject({
			code: 'transfer.wrong-file',
		});
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});
