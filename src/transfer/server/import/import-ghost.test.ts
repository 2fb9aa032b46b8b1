import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readArticle } from '#content/server/index.ts';
import { createMember } from '#membership/server/index.ts';
import { followRedirect } from '#seo/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { askRun, runImport, takeRun } from '#transfer/server/index.ts';

let place: TestSite;
let folder = '';
beforeAll(async () => {
	place = await testSite();
	await createMember(place.system(), { name: '店主', email: 'owner@example.com', role: 'owner' });
	folder = mkdtempSync(path.join(tmpdir(), 'homecourt-ghost-'));
});
afterAll(async () => {
	await place.close();
	rmSync(folder, { recursive: true, force: true });
});

const post = (more: object) => ({
	type: 'post',
	status: 'published',
	visibility: 'public',
	published_at: '2022-03-04T05:06:07.000Z',
	...more,
});
const exported = {
	// Posts stand before the tables that say whose they are: the reader must not care.
	db: [
		{
			meta: { version: '5.80.0' },
			data: {
				posts: [
					post({
						id: 'p1',
						slug: 'vat',
						title: 'A < B',
						feature_image: '__GHOST_URL__/content/images/2022/03/cover.jpg',
						featured: 1,
						canonical_url: 'https://else.example/vat',
						codeinjection_head: '<script>1</script>',
						html: '<p>看<a href="__GHOST_URL__/other/">這裡</a></p><figure class="kg-card kg-image-card"><img src="__GHOST_URL__/content/images/size/w600/2022/03/vat.jpg" alt="缸"></figure><figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://else.example/"><div class="kg-bookmark-title">別處</div><img src="https://else.example/icon.png"></a></figure>',
					}),
					post({ id: 'p2', slug: 'paid', title: '付費', html: '<p>字</p>', visibility: 'paid' }),
					post({
						id: 'p3',
						slug: 'soon',
						title: '排程',
						html: '<p>字</p>',
						status: 'scheduled',
						published_at: '2030-01-01 00:00:00',
					}),
					post({ id: 'p4', slug: 'about', title: '關於', html: '<p>字</p>', type: 'page' }),
					post({ id: 'p5', slug: 'old', title: '舊', html: null, lexical: '{}', plaintext: '一 < 二\n\n三' }),
				],
				members: [
					{
						id: 'm1',
						uuid: 'u1',
						email: 'fan@mail.example',
						name: '小粉',
						subscribed: false,
						created_at: '2021-01-01 00:00:00',
					},
				],
				posts_authors: [
					{ post_id: 'p1', author_id: 'u8', sort_order: 1 },
					{ post_id: 'p1', author_id: 'u9', sort_order: 0 },
				],
				posts_meta: [
					{
						post_id: 'p1',
						meta_title: '缸的故事',
						meta_description: '說給搜尋引擎聽',
						og_title: '分享用的標題',
						feature_image_alt: '木缸',
					},
				],
				settings: [{ key: 'codeinjection_foot', value: '<script>2</script>' }],
				posts_tags: [
					{ post_id: 'p1', tag_id: 't2', sort_order: 1 },
					{ post_id: 'p1', tag_id: 't1', sort_order: 0 },
					{ post_id: 'p1', tag_id: 't3', sort_order: 2 },
				],
				tags: [
					{ id: 't1', name: '醬油', slug: 'soy', description: '釀了 < 兩年', accent_color: '#f00' },
					{ id: 't2', name: '老店', slug: 'old' },
					{ id: 't3', name: '#hidden', slug: 'hash-hidden' },
				],
				users: [
					{ id: 'u9', name: '阿原', slug: 'yuan', email: 'yuan@old.example', password: '$2a$10$secret', bio: '釀造' },
					{ id: 'u8', name: '阿美', slug: 'mei', email: 'mei@old.example' },
				],
			},
		},
	],
};

async function bring(text: string) {
	const file = path.join(folder, 'export.json');
	writeFileSync(file, text);
	const options = { from: 'https://ghost.example', uploads: path.join(folder, 'content') };
	const { id } = await askRun(place.system(), { source: 'ghost', place: file, options, dry: false, by: 'here' });
	const run = await takeRun(place.system(), { id, worker: 'test' });
	if (!run) throw new Error('not taken');
	const ended = await runImport(place.system(), run);
	place.clock.advance(60_000);
	const found = await place.site.sql`select kind, foreign_id, code from transfer.finding where run = ${id}`;
	return { ...ended, findings: found.map((one) => `${one['kind']} ${one['foreign_id']} ${one['code']}`) };
}

it('brings a Ghost site home, whatever the order of its tables, and its members with what they agreed to', async () => {
	mkdirSync(path.join(folder, 'content/images/2022/03'), { recursive: true });
	const background = { width: 60, height: 40, channels: 3, background: '#884422' } as const;
	writeFileSync(
		path.join(folder, 'content/images/2022/03/vat.jpg'),
		await sharp({ create: background }).jpeg().toBuffer(),
	);
	writeFileSync(
		path.join(folder, 'content/images/2022/03/cover.jpg'),
		await sharp({ create: { ...background, background: '#224488' } })
			.jpeg()
			.toBuffer(),
	);
	const told = await bring(JSON.stringify(exported));
	expect(told).toMatchObject({
		outcome: 'done',
		counts: {
			article: { fresh: 4 },
			page: { fresh: 1 },
			person: { fresh: 3 },
			picture: { fresh: 2 },
			tag: { fresh: 1 },
		},
	});
	const article = await readArticle(place.as(), { slug: 'vat' });
	expect(article).toMatchObject({
		title: 'A < B',
		tags: ['醬油', '老店'],
		author: { name: '阿原' },
		published: new Date('2022-03-04T05:06:07Z'),
	});
	expect(article).toMatchObject({ authors: [{ name: '阿原' }, { name: '阿美' }] });
	expect(JSON.stringify(article)).toContain('alt=\\"木缸\\"');
	const [search] = await place.site.sql`
		select title, description, unlisted from seo.override where article = ${(article as { id: number }).id}`;
	expect(search).toEqual({ title: '缸的故事', description: '說給搜尋引擎聽', unlisted: null });
	expect(await place.site.sql`select name, description from content.tag`).toEqual([
		{ name: '醬油', description: '釀了 < 兩年' },
	]);
	expect(JSON.stringify(article)).toMatch(/\/media\/[^"]+/);
	expect(JSON.stringify(article)).toContain('href=\\"/other/\\"');
	expect(JSON.stringify(article)).not.toContain('icon.png');
	expect(await readArticle(place.as(), { slug: 'paid' })).toMatchObject({ access: 'members' });
	expect(JSON.stringify(await readArticle(place.as(), { slug: 'old' }))).toContain('一 &lt; 二');
	expect(await followRedirect(place.as(), { path: '/vat/', query: '' })).toMatchObject({ target: '/articles/vat' });
	expect(await followRedirect(place.as(), { path: '/author/yuan', query: '' })).toMatchObject({ status: 301 });
	expect(told.findings).toEqual(
		expect.arrayContaining([
			'other comments ghost.no-comments',
			'other code ghost.site-code',
			'tag 醬油 ghost.tag-more',
			...['ghost.code', 'ghost.shared-words', 'canonical', 'featured'].map((code) => `article p1 ${code}`),
			'article p2 ghost.paid',
			'article p3 was-scheduled',
			'article p5 ghost.no-html',
		]),
	);
	const [fan] = await place.site.sql`
		select m.role, m.joined, i.carried from transfer.item i join membership.member m on 'member:' || m.id = i.home where i.foreign_id = 'member u1'`;
	expect(fan).toMatchObject({
		role: 'member',
		joined: new Date('2021-01-01T00:00:00Z'),
		carried: { subscribed: false },
	});
	const all = await place.site.sql`select to_jsonb(m) as row from membership.member m`;
	expect(JSON.stringify(all)).not.toContain('secret');
	const again = await bring(JSON.stringify(exported));
	expect(again.counts).toMatchObject({
		article: { same: 4, fresh: 0 },
		person: { same: 3, fresh: 0 },
		tag: { same: 1 },
	});
});

it('keeps what came before the place where the file breaks', async () => {
	const whole = JSON.stringify({
		db: [
			{
				data: {
					posts: [
						post({ id: 'x1', slug: 'x1', title: '一', html: '<p>1</p>' }),
						post({ id: 'x2', slug: 'x2', title: '二', html: '<p>2</p>' }),
					],
				},
			},
		],
	});
	const told = await bring(whole.slice(0, whole.lastIndexOf('"x2"')));
	expect(told).toMatchObject({
		outcome: 'failed',
		trouble: { code: 'transfer.broken' },
		counts: { article: { fresh: 1 } },
	});
	expect(await readArticle(place.as(), { slug: 'x1' })).toMatchObject({ title: '一' });
	expect(await bring('not json')).toMatchObject({ trouble: { code: 'transfer.wrong-file' } });
	expect(await bring('{"other": 1}')).toMatchObject({ trouble: { code: 'transfer.wrong-file' } });
});
