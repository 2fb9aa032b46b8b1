import { afterEach, beforeEach, expect, it } from 'vitest';
import { readArticle } from '#content/server/index.ts';
import { readThread } from '#community/server/index.ts';
import { createMember } from '#membership/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { askRun, runImport, takeRun } from '#transfer/server/index.ts';
import { fakeWordPress, type FakeWordPress } from '#transfer/wordpress/rest.fixture.ts';

let place: TestSite;
let old: FakeWordPress | null = null;
beforeEach(async () => {
	place = await testSite();
	await createMember(place.system(), { name: '店主', email: 'owner@example.com', role: 'owner' });
	return () => place.close();
});
afterEach(() => old?.close());

async function bring(url: string, options: Record<string, unknown> = { privateToo: true }, password?: string) {
	const asked = { source: 'wordpress', place: url, options, dry: false, by: 'here' as const };
	const { id } = await askRun(place.system(), asked);
	const run = await takeRun(place.system(), { id, worker: 'test' });
	if (!run) throw new Error('not taken');
	const ended = await runImport(place.system(), run, { password });
	place.clock.advance(60_000);
	const findings = await place.site
		.sql`select kind, foreign_id, code from transfer.finding where run = ${id} order by id`;
	return { ...ended, findings: findings.map((one) => `${one['kind']} ${one['foreign_id']} ${one['code']}`) };
}

const text = (raw: string, rendered = raw) => ({ raw, rendered });
const post = (id: number, more: object = {}) => ({
	id,
	date_gmt: '2019-05-01T02:00:00',
	slug: `post-${id}`,
	status: 'publish',
	link: `/post-${id}/`,
	title: text(`第 ${id} 篇`),
	content: { ...text(`內文 ${id}\n\n第二段`, `<p>內文 ${id}</p><p>第二段</p>`), protected: false },
	excerpt: text(''),
	author: 2,
	featured_media: 0,
	comment_status: 'open',
	categories: [5],
	tags: [6],
	password: '',
	...more,
});
const rows = () => ({
	users: [
		{ id: 2, name: '小明', slug: 'ming', username: 'ming', email: 'ming@example.com', description: '釀醬油的人' },
	],
	categories: [{ id: 5, slug: 'news', name: '最新消息', link: '/category/news/', description: '家裡的事' }],
	flavour: [{ id: 7, name: '鹹' }],
	tags: [{ id: 6, slug: 'soy', name: '醬油', link: '/tag/soy/' }],
	media: [],
	posts: [
		...Array.from({ length: 230 }, (_, index) => post(index + 10)),
		post(900, { status: 'draft', title: text('草稿') }),
		post(901, { content: { ...text('x'), protected: true }, password: 'p', title: text('密') }),
	],
	pages: [post(950, { slug: 'about-us', title: text('關於') })],
	comments: [
		{
			id: 1,
			post: 10,
			parent: 0,
			author: 0,
			author_name: '小陳',
			date_gmt: '2019-06-01T00:00:00',
			content: text('好喝\n第二行', '<p>好喝</p>'),
			status: 'approved',
			type: 'comment',
		},
		{
			id: 2,
			post: 10,
			parent: 1,
			author: 2,
			author_name: '小明',
			date_gmt: '2019-06-02T00:00:00',
			content: text('謝謝'),
			status: 'approved',
			type: 'comment',
		},
		{
			id: 3,
			post: 10,
			parent: 0,
			author: 0,
			author_name: '某',
			date_gmt: '2019-06-02T00:00:00',
			content: text('等'),
			status: 'hold',
			type: 'comment',
		},
	],
});

it('reads what everybody may read, page by page, and doubles nothing the second time', async () => {
	old = await fakeWordPress(rows());
	old.busy.times = 1;
	const came = await bring(old.url);
	expect(came).toMatchObject({
		outcome: 'done',
		counts: { article: { fresh: 231 }, page: { fresh: 1 }, comment: { fresh: 2 }, person: { fresh: 1 } },
	});
	expect(came.findings).toEqual([
		'person ming person.no-email',
		'article 901 was-protected',
		'other rest rest.public-only',
		'other type product type',
	]);
	const article = await readArticle(place.as(), { slug: 'post-10' });
	if ('moved' in article) throw new Error(article.moved);
	expect(article).toMatchObject({
		title: '第 10 篇',
		tags: ['最新消息', '醬油'],
		published: new Date('2019-05-01T02:00:00Z'),
	});
	const { comments } = await readThread(place.as(), { thread: article.thread ?? 0 });
	expect(comments).toMatchObject([
		{ origin: { network: 'wordpress', author: '小陳' }, replies: [{ author: { name: '小明' } }] },
	]);
	expect(old.asked.every(({ authorization }) => authorization === undefined)).toBe(true);
	const again = await bring(old.url);
	for (const [kind, count] of Object.entries(again.counts))
		expect({ kind, fresh: count.fresh, changed: count.changed }).toEqual({ kind, fresh: 0, changed: 0 });
});

it('brings words for search engines and what is said of tags, and names what has no place here', async () => {
	const head = (more: object) => ({ yoast_head_json: { robots: { index: 'index' }, ...more } });
	const site = '山腳下 & 醬油';
	old = await fakeWordPress({
		...rows(),
		posts: [
			post(1, head({ title: `第 1 篇 - ${site}`, canonical: '/post-1/' })),
			post(
				2,
				head({ title: `等兩年的醬油 | ${site}`, description: '從豆子到瓶子', canonical: 'https://else.example/a' }),
			),
			post(3, head({ title: `第 3 篇 - ${site}`, robots: { index: 'noindex' } })),
			post(4, {
				aioseo_head_json: { title: '第 4 篇', description: '另一個外掛說的', robots: 'max-image-preview:large' },
			}),
			post(5, { meta: { rank_math_title: '%title% 的秘密 %sep% %sitename%', rank_math_robots: ['noindex'] } }),
			post(6, { sticky: true, flavour: [7], kept: [9] }),
		],
		pages: [post(950, { slug: 'about-us', ...head({ title: '關於', description: '頁面說的' }) })],
	});
	const came = await bring(old.url);
	expect(came).toMatchObject({
		outcome: 'done',
		counts: { article: { fresh: 6 }, page: { fresh: 1 }, tag: { fresh: 1 } },
	});
	const said = await place.site.sql`
		select a.slug, o.title, o.description, o.unlisted is null as indexed from seo.override o
		join content.article a on a.id = o.article order by a.slug`;
	expect(said).toEqual([
		{ slug: 'post-2', title: '等兩年的醬油', description: '從豆子到瓶子', indexed: true },
		{ slug: 'post-3', title: null, description: null, indexed: false },
		{ slug: 'post-4', title: null, description: '另一個外掛說的', indexed: true },
		{ slug: 'post-5', title: '第 5 篇 的秘密', description: null, indexed: false },
	]);
	expect(came.findings).toEqual(
		expect.arrayContaining(['article 2 canonical', 'article 6 featured', 'article 6 taxonomy', 'page 950 page-search']),
	);
	expect(came.findings.filter((one) => one.endsWith(' canonical'))).toHaveLength(1);
	const lost = await place.site.sql`select details from transfer.finding where code = 'taxonomy' order by id`;
	expect(lost.map(({ details }) => details as unknown)).toEqual([
		{ taxonomy: 'flavour', name: '鹹' },
		{ taxonomy: 'kept', name: '9' },
	]);
	expect(await place.site.sql`select name, description from content.tag`).toEqual([
		{ name: '最新消息', description: '家裡的事' },
	]);
	const again = await bring(old.url);
	for (const [kind, count] of Object.entries(again.counts))
		expect({ kind, fresh: count.fresh, changed: count.changed }).toEqual({ kind, fresh: 0, changed: 0 });
});

it('reads drafts, e-mails and what waits for somebody who may edit, also where addresses are not readable', async () => {
	old = await fakeWordPress(rows(), { plain: true });
	const came = await bring(old.url, { privateToo: true, user: 'admin' }, 'app word');
	expect(came).toMatchObject({ outcome: 'done', counts: { article: { fresh: 232 }, comment: { fresh: 2, left: 1 } } });
	expect(came.findings).toContain('comment 3 comment.waiting');
	const [ming] = await place.site.sql`select bio from membership.member where email = 'ming@example.com'`;
	expect(ming).toEqual({ bio: '釀醬油的人' });
	// What was typed to sign in is written down nowhere.
	const [kept] = await place.site.sql`select options from transfer.run order by id desc limit 1`;
	expect(JSON.stringify(kept)).not.toContain('app word');
});

it('goes on where it was stopped', async () => {
	old = await fakeWordPress(rows());
	old.rows['comments'] = [];
	const whole = old.rows['posts'] ?? [];
	old.rows['posts'] = whole.slice(0, 120);
	await bring(old.url);
	old.rows['posts'] = whole;
	expect((await bring(old.url)).counts.article).toMatchObject({ same: 120, fresh: 111 });
});

it('says in words what keeps it out, and changes nothing', async () => {
	old = await fakeWordPress(rows());
	const { url } = old;
	const trouble = async (...asked: Parameters<typeof bring>) => (await bring(...asked)).trouble?.code;
	expect(await trouble(url, {})).toBe('outside.forbidden');
	expect(await trouble(`${url}/nowhere/wp`, { privateToo: true })).toBe('transfer.no-rest');
	expect(await trouble(url, { privateToo: true, user: 'admin' }, 'wrong')).toBe('transfer.rest-refused');
	old.rows['posts'] = undefined as never;
	expect(await trouble(url)).toBe('transfer.rest-refused');
	expect(await place.site.sql`select 1 from content.article`).toHaveLength(0);
});

const { WORDPRESS_URL: real, WORDPRESS_LOGIN: signIn } = process.env;

it.skipIf(!real)('brings a real WordPress home, of which nothing is lost', { timeout: 120_000 }, async () => {
	const [user = '', password = ''] = (signIn ?? '').split(':');
	const options = { privateToo: true, ...(user ? { user } : {}) };
	const came = await bring(real ?? '', options, password || undefined);
	const total = async (route: string): Promise<number> => {
		const answer = await fetch(`${real}/?rest_route=/wp/v2/${route}&per_page=1`);
		return Number(answer.headers.get('x-wp-total'));
	};
	expect(came).toMatchObject({ outcome: 'done', trouble: null });
	expect(came.counts.article?.fresh).toBeGreaterThanOrEqual(await total('posts'));
	expect(came.counts.page?.fresh).toBeGreaterThanOrEqual(await total('pages'));
	const comments = came.counts.comment;
	expect((comments?.fresh ?? 0) + (comments?.left ?? 0)).toBeGreaterThanOrEqual(await total('comments'));
	const again = await bring(real ?? '', options, password || undefined);
	for (const [kind, count] of Object.entries(again.counts))
		expect({ kind, fresh: count.fresh }).toEqual({ kind, fresh: 0 });
});
