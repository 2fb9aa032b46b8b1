import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readArticle, readPage, writeArticle } from '#content/server/index.ts';
import { hideComment, readThread } from '#community/server/index.ts';
import { followRedirect } from '#seo/server/index.ts';
import { createMember } from '#membership/server/index.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { askRun, runImport, takeRun } from '#transfer/server/index.ts';
import type { Count } from '#transfer/report.ts';
import { fixtureHead, fixtureItem, fixtureWxr, type FixtureItem } from '#transfer/wordpress/wxr.fixture.ts';

let place: TestSite;
let folder = '';
let uploads = '';
beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'homecourt-wxr-'));
	uploads = path.join(folder, 'uploads');
});
beforeEach(async () => {
	place = await testSite();
	await createMember(place.system(), { name: '店主', email: 'owner@example.com', role: 'owner' });
	// What follows from the owner's own joining is done.
	await place.runJobs();
	return () => place.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function picture(name: string, colour: string): Promise<void> {
	const file = path.join(uploads, name);
	mkdirSync(path.dirname(file), { recursive: true });
	const background = { width: 60, height: 40, channels: 3, background: colour } as const;
	writeFileSync(file, await sharp({ create: background }).jpeg().toBuffer());
}

function save(text: string): string {
	const file = path.join(folder, `${createHash('sha1').update(text).digest('hex').slice(0, 12)}.xml`);
	writeFileSync(file, text);
	return file;
}

async function bring(text: string, options: Record<string, unknown> = {}, dry = false) {
	const { id } = await askRun(place.system(), { source: 'wordpress', place: save(text), options, dry, by: 'here' });
	const run = await takeRun(place.system(), { id, worker: 'test' });
	if (!run) throw new Error('not taken');
	const ended = await runImport(place.system(), run);
	// The run's own clock went on meanwhile.
	place.clock.advance(60_000);
	const findings = await place.site.sql<
		{ kind: string; foreign_id: string; code: string; lost: boolean }[]
	>`select kind, foreign_id, code, lost from transfer.finding where run = ${id} order by id`;
	return { ...ended, id, findings: findings.map((one) => `${one.kind} ${one.foreign_id} ${one.code}`) };
}

const count = (counts: Partial<Count>): Count => ({ fresh: 0, changed: 0, same: 0, held: 0, left: 0, ...counts });
const rows = async (table: string) =>
	Number((await place.site.sql.unsafe(`select count(*) from ${table}`))[0]?.['count'] ?? 0);

const shop: FixtureItem[] = [
	{
		id: 10,
		title: '第一篇 &amp; 開始',
		name: encodeURIComponent('第一篇'),
		link: `https://old.example/2019/05/${encodeURIComponent('第一篇')}/`,
		content:
			'歡迎。<img src="https://old.example/wp-content/uploads/2019/05/vat-300x200.jpg" alt="缸">\n\n看<a href="https://www.old.example/2019/05/post-11/#top">下一篇</a>。',
		categories: ['最新消息', '未分類'],
		tags: ['醬油'],
		comments: [
			{ id: 3, content: '回覆', parent: 1, user: 1, date: '2019-06-03 10:00:00' },
			{ id: 1, content: '好喝\n第二行', author: '小陳' },
			{ id: 2, content: '垃圾', approved: 'spam' },
			{ id: 4, content: '待審', approved: '0' },
			{ id: 5, content: '[...]', type: 'pingback' },
			{ id: 6, content: '孤兒', parent: 999, date: '2019-06-04 10:00:00' },
		],
	},
	{ id: 11, commentStatus: 'closed', meta: { _thumbnail_id: '90', _wp_old_slug: 'former' } },
	{
		id: 19,
		title: '合寫',
		name: 'together',
		sticky: true,
		terms: [
			['author', 'cap-mei', '林美'],
			['author', 'cap-ghost', 'ghost'],
			['author', 'cap-guest', '客座'],
			['region', 'south', '南部'],
		],
		meta: { _yoast_wpseo_title: '一起 %%sep%% %%sitename%%', _yoast_wpseo_metadesc: '兩個人' },
	},
	{ id: 12, status: 'draft', date: '0000-00-00 00:00:00', title: '草稿' },
	{ id: 13, password: 'secret', title: '有密碼' },
	{ id: 14, status: 'private' },
	{ id: 15, status: 'future', date: '2030-01-01 00:00:00' },
	{ id: 16, status: 'trash' },
	{ id: 17, type: 'product' },
	{ id: 18, type: 'nav_menu_item' },
	{ id: 20, type: 'page', name: 'about', title: '關於', content: '<p>三代。</p>' },
	{ id: 21, type: 'page', name: 'search', title: '找', content: '<p>字</p>' },
	{
		id: 90,
		type: 'attachment',
		status: 'inherit',
		attachment: 'https://old.example/wp-content/uploads/2019/05/vat.jpg',
		meta: { _wp_attachment_image_alt: '大缸' },
	},
	{
		id: 91,
		type: 'attachment',
		status: 'inherit',
		attachment: 'https://old.example/wp-content/uploads/2019/05/gone.jpg',
	},
	{
		id: 92,
		type: 'attachment',
		status: 'inherit',
		attachment: 'https://old.example/wp-content/uploads/2019/05/price.pdf',
	},
];

describe('bringing a WordPress site home', () => {
	it('reports first and changes nothing', async () => {
		await picture('2019/05/vat.jpg', '#884422');
		const told = await bring(fixtureWxr(shop), { uploads }, true);
		expect(told.outcome).toBe('done');
		expect(told.counts).toMatchObject({
			person: count({ fresh: 2 }),
			article: count({ fresh: 7, left: 1 }),
			page: count({ fresh: 2 }),
			comment: count({ fresh: 3, left: 3 }),
			other: count({ left: 2 }),
			picture: count({ fresh: 1, left: 1 }),
		});
		expect(told.findings).toContain('picture https://old.example/wp-content/uploads/2019/05/gone.jpg picture');
		for (const table of ['content.article', 'content.page', 'community.comment', 'media.picture', 'transfer.item'])
			expect(await rows(table), table).toBe(0);
		expect(await rows('membership.member')).toBe(1);
		expect(told.findings).toContain('comment 2 comment.spam');
	});

	it('brings everything that can come, and says what does not', async () => {
		const told = await bring(fixtureWxr(shop), { uploads });
		expect(told).toMatchObject({ outcome: 'done', trouble: null });
		expect(told.counts).toMatchObject({
			article: count({ fresh: 7, left: 1 }),
			page: count({ fresh: 2 }),
			comment: count({ fresh: 3, left: 3 }),
			picture: count({ fresh: 1, left: 1 }),
		});
		const first = await readArticle(place.as(), { slug: '第一篇' });
		if ('moved' in first) throw new Error('moved');
		expect(first).toMatchObject({
			title: '第一篇 & 開始',
			published: new Date('2019-05-06T07:08:09Z'),
			tags: ['最新消息', '醬油'],
			author: { name: '林美' },
			comments: 3,
		});
		expect(first.html).toMatch(/<img[^>]+alt="缸"/);
		expect(first.html).toContain('href="/2019/05/post-11/#top"');
		const { comments } = await readThread(place.as(), { thread: first.thread as number });
		expect(comments.map((one) => [one.html, one.origin?.author ?? one.author?.name])).toEqual([
			['<p>好喝<br>第二行</p>', '小陳'],
			['<p>孤兒</p>', '客人'],
		]);
		expect(comments[0]?.replies.map((one) => one.author?.name)).toEqual(['林美']);
		expect(comments[0]?.posted).toEqual(new Date('2019-06-01T10:00:00Z'));
		expect(await readPage(place.as(), { slug: 'about' })).toMatchObject({ title: '關於' });
		const together = await readArticle(place.as(), { slug: 'together' });
		expect(together).toMatchObject({ authors: [{ name: '林美' }, { name: 'ghost' }] });
		expect(await place.site.sql`select title, description, unlisted from seo.override`).toEqual([
			{ title: '一起', description: '兩個人', unlisted: null },
		]);
		expect(await place.site.sql`select name, description from content.tag`).toEqual([
			{ name: '最新消息', description: '店裡的 & 大小事' },
		]);
		expect(told.findings).toEqual(
			expect.arrayContaining([
				'person ghost person.no-email',
				'comment 2 comment.spam',
				'comment 4 comment.waiting',
				'comment 5 comment.pingback',
				'comment 6 comment.parent-missing',
				'article 13 was-protected',
				'article 14 was-private',
				'article 15 was-scheduled',
				'article 16 trash',
				...['taxonomy', 'coauthor', 'featured'].map((code) => `article 19 ${code}`),
				'other 17 type',
				'other 18 furniture',
				'file https://old.example/wp-content/uploads/2019/05/price.pdf file-missing',
			]),
		);
		const drafts = await place.site.sql`select title from content.article where published is null order by id`;
		expect(new Set(drafts.map((row) => row['title']))).toEqual(new Set(['草稿', '有密碼', '文章 14', '文章 15']));
		const [closed] = await place.site.sql`select closed from community.thread where title = '文章 11'`;
		expect(closed?.['closed']).not.toBeNull();
		expect(await followRedirect(place.as(), { path: '/', query: 'p=11' })).toMatchObject({
			target: '/articles/post-11',
		});
		expect(await followRedirect(place.as(), { path: '/2019/05/former/', query: '' })).toMatchObject({
			target: '/articles/post-11',
		});
		expect(await followRedirect(place.as(), { path: '/category/news', query: '' })).toMatchObject({ status: 301 });
		const mails = await rows('platform.mail');
		expect(mails).toBe(0);
		const jobs = await place.runJobs();
		// The share pictures of its pages are drawn; nobody is told of anything.
		const telling = /^(?:inbox|seo|notification)\.(?!draw-social-pictures)/;
		expect(jobs.filter((name) => telling.test(name))).toEqual([]);
	});

	it('doubles nothing when run again, and takes up what changed there but not what changed here', async () => {
		await picture('2019/05/vat.jpg', '#884422');
		await bring(fixtureWxr(shop), { uploads });
		const tables = ['content.article', 'content.page', 'community.comment', 'media.picture', 'membership.member'];
		const before = await Promise.all(tables.map(rows));
		const again = await bring(fixtureWxr(shop), { uploads });
		expect(await Promise.all(tables.map(rows))).toEqual(before);
		expect(again.counts).toMatchObject({
			article: count({ same: 7, left: 1 }),
			page: count({ same: 2 }),
			comment: count({ same: 3, left: 3 }),
		});

		const [mine] = await place.site.sql`select id from content.article where title = '文章 11'`;
		const body = fromMarkdown('我改過。', 'article');
		await writeArticle(place.system(), { id: Number(mine?.['id']), title: '我的', body });
		const [said] = await place.site.sql`select id from community.comment where body_text = '孤兒'`;
		await hideComment(place.system(), { id: Number(said?.['id']) });
		const changed = structuredClone(shop) as FixtureItem[];
		changed[0] = {
			...changed[0],
			content: '新內容',
			comments: [
				{ id: 1, content: '改了' },
				{ id: 6, content: '也改了', parent: 999 },
			],
		} as FixtureItem;
		changed[1] = { ...changed[1], content: '新內容' } as FixtureItem;
		const third = await bring(fixtureWxr(changed), { uploads });
		expect(third.counts).toMatchObject({
			article: count({ changed: 1, held: 1, same: 5, left: 1 }),
			comment: count({ changed: 1, held: 1 }),
		});
		expect(third.findings).toContain('article 11 held');
		expect(await readArticle(place.as(), { slug: '第一篇' })).toMatchObject({ html: '<p>新內容</p>', comments: 2 });
	});

	it('brings files that are no pictures, and links lead to them here', async () => {
		mkdirSync(path.join(uploads, '2019/06'), { recursive: true });
		writeFileSync(path.join(uploads, '2019/06/prices.txt'), '價目表');
		const attachment = 'https://old.example/wp-content/uploads/2019/06/prices.txt';
		const content = `<p>看<a href="${attachment}">價目表</a></p>`;
		const items: FixtureItem[] = [
			{ id: 40, content },
			{ id: 41, type: 'attachment', status: 'inherit', attachment },
		];
		const told = await bring(fixtureWxr(items), { uploads });
		expect(told.findings).toEqual(['person ghost person.no-email']);
		const [row] = await place.site.sql`select body_html from content.article`;
		expect(row?.['body_html']).toMatch(/href="\/files\/[0-9a-f]{24}\/prices\.txt"/);
		const again = await bring(fixtureWxr(items), { uploads });
		expect(again.counts).toMatchObject({ file: count({ same: 1 }), article: count({ same: 1 }) });
	});

	it('keeps what came before the place where the file breaks, says where, and goes on when it is mended', async () => {
		const many = Array.from({ length: 90 }, (_, index): FixtureItem => ({
			id: 100 + index,
			comments: [{ id: 1000 + index }],
		}));
		const whole = fixtureWxr(many);
		const broken = `${whole.slice(0, Math.floor(whole.length * 0.6))}</wrong>`;
		const told = await bring(broken);
		expect(told).toMatchObject({ outcome: 'failed', trouble: { code: 'transfer.broken' } });
		expect(Number(told.trouble?.details['line'])).toBeGreaterThan(100);
		const came = await rows('content.article');
		expect(came).toBeGreaterThanOrEqual(40);
		const mended = await bring(whole);
		expect(mended).toMatchObject({ outcome: 'done', counts: { article: { fresh: 90 - came, same: came } } });
		expect(await rows('community.comment')).toBe(90);
	});

	it.each([
		[
			'external entities',
			`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><wp:wxr_version>1</wp:wxr_version>&x;</channel></rss>`,
			'transfer.doctype',
		],
		[
			'a billion laughs',
			`<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>`,
			'transfer.doctype',
		],
		[
			'an unknown entity',
			fixtureHead() + fixtureItem({ id: 1 }).replace('<description>', '<description>&lol;'),
			'transfer.broken',
		],
		['another XML', '<?xml version="1.0"?><rss><channel><title>x</title></channel></rss>', 'transfer.wrong-file'],
		['no XML', 'PK\u0003\u0004', 'transfer.wrong-file'],
		['nothing', '', 'transfer.wrong-file'],
	])('refuses %s', async (_, text, code) => {
		const told = await bring(text);
		expect(told).toMatchObject({ outcome: 'failed', trouble: { code } });
		expect(await rows('content.article')).toBe(0);
	});

	it('takes odd things as they are: one address twice, no title, too long, bad signs, hostile HTML, a circle of answers', async () => {
		const items: FixtureItem[] = [
			{ id: 1, name: 'same' },
			{ id: 2, name: 'same' },
			{ id: 3, title: '', content: '<p>沒有標題的文章</p>' },
			{ id: 4, content: `<p>${'很長'.repeat(1_000_000)}</p>` },
			{
				id: 5,
				content:
					'<p onclick="x()">字\u0007\uFFFD<a href="javascript:x()">連結</a><img src=x onerror=y></p><script>z()</script>',
			},
			{ id: 6, date: '0000-00-00 00:00:00' },
			{ id: 7, content: '' },
			{
				id: 8,
				comments: [
					{ id: 1, parent: 2 },
					{ id: 2, parent: 1 },
					{ id: 3, parent: 3 },
				],
			},
			{ id: 9, title: '長'.repeat(300), tags: Array.from({ length: 20 }, (_, index) => `標籤${index}`) },
		];
		const told = await bring(fixtureWxr(items));
		expect(told).toMatchObject({
			outcome: 'done',
			counts: { article: count({ fresh: 8, left: 1 }), comment: count({ fresh: 3 }) },
		});
		const articles = await place.site
			.sql`select slug, title, body_html, published from content.article order by title = '文章 5' desc, slug = 'post-3', slug`;
		const named = articles.filter((row) => /same|post-3/.test(String(row['slug'])));
		expect(named.map((row) => [row['slug'], row['title']])).toEqual([
			['same', '文章 1'],
			['same-2', '文章 2'],
			['post-3', '沒有標題的文章'],
		]);
		expect(String(articles[0]?.['body_html'])).not.toMatch(/script|onerror|onclick|javascript/);
		expect(told.findings).toEqual(
			expect.arrayContaining([
				'article 4 too-long',
				'article 5 script',
				'article 5 unreadable-signs',
				'article 3 title-made',
				'article 9 title-cut',
				'article 9 tags-cut',
				'article 7 empty-draft',
			]),
		);
	});

	// Of the kinds of oddities that WordPress's public test data for themes has, written anew.
	it('takes what every theme has to take', async () => {
		const deep = Array.from({ length: 11 }, (_, at) => ({
			id: 100 + at,
			parent: at ? 99 + at : 0,
			content: `第 ${at + 1} 層`,
		}));
		const page = (id: number, name: string, parent: number, link: string): FixtureItem => ({
			...{ id, name, parent, link: `https://old.example${link}`, type: 'page', title: name, content: '<p>頁</p>' },
		});
		const items: FixtureItem[] = [
			{ id: 1, title: '特殊 ~`!@#$%^&amp;*()-_=+{}[]/\\;:\'"?,.&lt;&gt; 字' },
			{ id: 2, title: '標題 <em>有</em> <b>標記</b> 與 <code>a &lt; b</code>' },
			{ id: 3, title: '抗疫'.repeat(30) + 'Antidisestablishmentarianism'.repeat(3), content: '<p>長標題</p>' },
			{ id: 4, title: '😀 表情 مرحبا', content: '<p dir="rtl">مرحبا بالعالم</p>' },
			{ id: 5, title: '分頁', content: '<p>第一頁</p>\n<!--nextpage-->\n<p>第二頁</p>' },
			{ id: 6, title: '更多', content: '<p>開頭</p>\n<!--more 繼續讀-->\n<p>後面</p>' },
			{ id: 7, title: '沒有作者', creator: '' },
			{ id: 8, title: '陌生作者', creator: 'nobody' },
			{
				id: 9,
				title: '很多分類',
				categories: ['Foo A', 'foo a', 'R&amp;D', '上層', '上層 &raquo; 下層'],
				terms: [['post_format', 'post-format-quote', 'Quote']],
			},
			{
				id: 10,
				title: '巢狀清單',
				content:
					'<ol><li>一<ul><li>一之一<ol><li>一之一之一</li></ol></li></ul></li><li>二</li></ol><dl><dt>名</dt><dd>義</dd></dl>',
			},
			{
				id: 11,
				title: '標記',
				content:
					'<h1>大標</h1><h6>小標</h6><blockquote cite="https://a.example"><p>引</p><cite>某</cite></blockquote><pre>code &lt;b&gt;\n  x</pre><p><abbr title="a">SEO</abbr> <q>話</q> <sub>2</sub> <kbd>Ctrl</kbd> <del>刪</del></p><table><caption>表</caption><tr><th>甲</th></tr><tr><td>乙</td></tr></table>',
			},
			{
				id: 12,
				title: '短代碼',
				content:
					'[caption id="attachment_90" align="alignright" width="300"]<img src="https://old.example/wp-content/uploads/2019/05/vat.jpg" alt="缸"> 大缸的樣子[/caption]\n\n[gallery ids="90"]\n\n[audio src="https://old.example/a.mp3"]\n\n[embed]https://www.youtube.com/watch?v=dQw4w9WgXcQ[/embed]\n\n[unknown x="1"]裡面的字[/unknown]',
			},
			{ id: 13, title: '討論', comments: deep },
			{
				id: 14,
				title: '關了留言',
				commentStatus: 'closed',
				comments: [
					{ id: 201, type: 'pingback', author: '別站', content: '[…] 提到 […]' },
					{ id: 202, type: 'trackback', author: '別站' },
					{ id: 203, content: '關之前說的' },
					{ id: 204, user: 1, content: '店家說的' },
				],
			},
			page(20, 'level-1', 0, '/level-1/'),
			page(21, 'level-2', 20, '/level-1/level-2/'),
			page(22, 'level-3', 21, '/level-1/level-2/level-3/'),
			{
				id: 90,
				type: 'attachment',
				status: 'inherit',
				attachment: 'https://old.example/wp-content/uploads/2019/05/vat.jpg',
			},
			{ id: 91, type: 'attachment', status: 'inherit' },
		];
		await picture('2019/05/vat.jpg', '#553311');
		const told = await bring(fixtureWxr(items), { uploads });
		expect(told).toMatchObject({
			outcome: 'done',
			counts: { article: count({ fresh: 14 }), page: count({ fresh: 3 }), comment: count({ fresh: 13, left: 2 }) },
		});
		const found = await place.site.sql<
			{ title: string; body_html: string; body_text: string; excerpt: string; tags: string[] }[]
		>`
			select title, body_html, body_text, excerpt, tags from content.article order by slug`;
		const called = (part: string) => {
			const row = found.find(({ title }) => title.includes(part));
			if (!row) throw new Error(`${part} did not come: ${found.map(({ title }) => title).join(', ')}`);
			return row;
		};
		expect(called('特殊').title).toBe('特殊 ~`!@#$%^&*()-_=+{}[]/\\;:\'"?,.<> 字');
		expect(called('標題 有').title).toBe('標題 有 標記 與 a < b');
		expect(called('抗疫').title.length).toBeLessThanOrEqual(150);
		expect(called('表情').body_text).toBe('مرحبا بالعالم');
		expect(called('分頁').body_text.replace(/\s+/g, ' ')).toBe('第一頁 第二頁');
		expect(called('更多')).toMatchObject({ excerpt: '開頭' });
		expect(called('更多').body_html).toBe('<p>開頭</p><p>後面</p>');
		expect(called('很多分類').tags).toEqual(expect.arrayContaining(['Foo A', 'R&D', '上層']));
		expect(called('巢狀').body_html).toContain('<ol><li>一<ul><li>一之一<ol><li>一之一之一</li></ol></li></ul></li>');
		expect(called('標記').body_html).not.toMatch(/<h1|<cite|<caption|<abbr|<kbd/);
		for (const word of ['大標', '小標', '引', '某', 'SEO', '話', 'Ctrl', '表', '甲', '乙', 'code <b>'])
			expect(called('標記').body_text).toContain(word);
		const short = called('短代碼');
		expect(short.body_html).toContain('大缸的樣子');
		expect(short.body_html).toContain('data-provider="youtube"');
		expect(short.body_text).toContain('裡面的字');
		expect(short.body_text).not.toMatch(/\[(?:caption|gallery|audio|embed|unknown)/);
		const [talk] = await place.site.sql<{ id: number; count: number }[]>`
			select t.id, t.comment_count as count from community.thread t where t.title = '討論'`;
		expect(talk?.count).toBe(11);
		expect(told.findings).toEqual(
			expect.arrayContaining([
				'comment 201 comment.pingback',
				'comment 202 comment.pingback',
				'picture 91 picture.no-address',
			]),
		);
		expect(told.findings.filter((one) => one.includes('taxonomy'))).toEqual([]);
		for (const [path, to] of [
			['/level-1/level-2/', '/level-2'],
			['/level-1/level-2/level-3/', '/level-3'],
		] as const)
			expect(await followRedirect(place.as(), { path, query: '' }), path).toMatchObject({ target: to });
		const again = await bring(fixtureWxr(items), { uploads });
		for (const [kind, { fresh, changed }] of Object.entries(again.counts))
			expect({ kind, fresh, changed }).toEqual({ kind, fresh: 0, changed: 0 });
	});

	it('lets only one be at work, and takes up what a dead process left', async () => {
		const file = save(fixtureWxr(shop));
		const asked = { source: 'wordpress', place: file, options: { pictures: 'none' as const }, dry: false };
		await askRun(place.system(), { ...asked, by: 'worker' });
		await expect(askRun(place.system(), { ...asked, by: 'here' })).rejects.toMatchObject({ code: 'transfer.going' });
		expect(await takeRun(place.system(), { worker: 'dies' })).not.toBeNull();
		expect(await takeRun(place.system(), { worker: 'second' })).toBeNull();
		// A process of this machine that is gone needs no waiting.
		await place.site.sql`update transfer.run set worker = ${`${hostname()} 999999999 x`}`;
		expect(await takeRun(place.system(), { worker: 'dies too' })).not.toBeNull();
		expect(await takeRun(place.system(), { worker: 'second' })).toBeNull();
		place.clock.advance(200_000);
		const run = await takeRun(place.system(), { worker: 'second' });
		expect(run && (await runImport(place.system(), run))).toMatchObject({ outcome: 'done' });
		expect((await readArticle(place.as(), { slug: '第一篇' })) as object).toMatchObject({ comments: 3 });
	});

	it('may be asked for by the owner alone', async () => {
		const asked = { source: 'wordpress', place: 'x', dry: true, by: 'worker' as const };
		const editor = { kind: 'member', member: 1, name: 'e', handle: 'e', role: 'editor' } as const;
		await expect(askRun(place.as(editor), asked)).rejects.toMatchObject({ code: 'permission.denied' });
		await expect(askRun(place.as(), asked)).rejects.toMatchObject({ code: 'session.required' });
		await expect(askRun(place.system(), { ...asked, source: 'geocities' })).rejects.toMatchObject({
			code: 'transfer.source-unknown',
		});
	});
});
