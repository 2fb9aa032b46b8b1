import { parseXml } from '@rgrove/parse-xml';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startThread, postComment } from '#community/server/index.ts';
import { sowCategory, sowMember } from '#community/server/sow.ts';
import { publishArticle, publishPage, unpublishArticle, writeArticle, writePage } from '#content/server/index.ts';
import { profilePath } from '#membership/member.ts';
import { storePicture } from '#media/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { listSitemaps, walkSitemap } from '#seo/server/index.ts';
import { readMemberStanding } from '#seo/server/queries/read-member-standing.ts';
import { readThreadStanding } from '#seo/server/queries/read-thread-standing.ts';
import { parseSitemapName, sitemapEnd, sitemapEntry, sitemapIndex, sitemapStart, type Address } from '#seo/sitemap.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let author: Ctx;
beforeAll(async () => {
	place = await testSite();
	author = place.as(await sowMember(place.system(), 'author'));
});
afterAll(() => place.close());

const walk = async (name: string): Promise<Address[]> => {
	const found: Address[] = [];
	const file = parseSitemapName(name);
	if (file) for await (const address of walkSitemap(place.as(), file, '山腳下')) found.push(address);
	return found;
};
const paths = async (name: string) => (await walk(name)).map(({ path }) => path);
const publish = async (title: string, more: object = {}) => {
	const { id, slug } = await writeArticle(author, { title, body: fromMarkdown('一句話', 'article'), ...more });
	await publishArticle(author, { id });
	return { id, path: `/articles/${encodeURIComponent(slug)}` };
};

it('names only the files it has', () => {
	expect(parseSitemapName('articles-2')).toEqual({ kind: 'articles', number: 2 });
	for (const wrong of ['articles-0', 'articles-01', 'secrets-1', 'articles', '../articles-1', 'articles-9999999'])
		expect(parseSitemapName(wrong)).toBeNull();
});

describe('sitemaps', () => {
	it('list what is public, with the time when it changed, and well-formed', async () => {
		const { id, path } = await publish('上市 & 開賣 <b>');
		const draft = await writeArticle(author, { title: '還沒寫完', body: fromMarkdown('一句話', 'article') });
		const found = await walk('articles-1');
		expect(found).toContainEqual({ path, changed: place.clock.now() });
		expect(found.map((address) => address.path)).not.toContain(`/articles/${encodeURIComponent(draft.slug)}`);
		const files = await listSitemaps(place.as(), {});
		expect(files.map(({ kind, number }) => `${kind}-${number}`)).toEqual([
			'pages-1',
			'articles-1',
			'members-1',
			'news-1',
		]);
		parseXml(sitemapIndex('https://soy.example', files));
		const news = await walk('news-1');
		parseXml(sitemapStart + news.map((address) => sitemapEntry('https://soy.example', address)).join('') + sitemapEnd);
		await unpublishArticle(author, { id });
		expect(await paths('articles-1')).not.toContain(path);
	});

	it('name every picture that everybody may see, of articles and of pages', async () => {
		const editor = place.as(await sowMember(place.system(), 'editor'));
		const picture = async (background: string) => {
			const file = sharp({ create: { width: 300, height: 200, channels: 3, background } });
			return (await storePicture(editor, { bytes: await file.png().toBuffer() })).id;
		};
		const [one, two, three] = [await picture('#101010'), await picture('#505050'), await picture('#909090')];
		const body = {
			type: 'doc',
			content: [
				{ type: 'picture', attrs: { id: one } },
				{ type: 'paragraph', content: [{ type: 'text', text: '開頭' }] },
				{ type: 'horizontalRule' },
				{ type: 'paragraph', content: [{ type: 'text', text: '後面' }] },
				{ type: 'picture', attrs: { id: two } },
				{ type: 'picture', attrs: { id: three } },
			],
		};
		const open = await publish('三張', { body });
		const closed = await publish('給會員的三張', { body, access: 'members' });
		const found = new Map((await walk('articles-1')).map((address) => [address.path, address.pictures ?? []]));
		expect(found.get(open.path)).toHaveLength(3);
		expect(found.get(closed.path)).toEqual([found.get(open.path)?.[0]]);
		const { id } = await writePage(editor, { title: '門市', slug: 'shop', body });
		await publishPage(editor, { id });
		expect(await walk('texts-1')).toEqual([
			{ path: '/shop', changed: place.clock.now(), pictures: found.get(open.path) },
		]);
	});

	it('are cut nowhere below what a file may hold', async () => {
		const then = place.clock.now();
		await place.site
			.sql`insert into content.page (slug, title, body, body_html, body_text, locale, created, changed, published)
			select 'p-' || n, 'p', '{}', '', '', 'en', ${then}, ${then}, ${then} from generate_series(1, 1200) n`;
		const tags = Array.from({ length: 12 }, (_, n) => `標籤${n}`);
		for (let n = 0; n < 5; n++) await publish(`很多標籤 ${n}`, { tags: tags.map((tag) => `${tag}-${n}`) });
		expect((await paths('texts-1')).length).toBeGreaterThanOrEqual(1200);
		expect((await paths('pages-1')).filter((path) => path.startsWith('/tags/'))).toHaveLength(60);
	});

	it('tell news for two days, and not what is for members', async () => {
		const { path } = await publish('今天的消息');
		const closed = await publish('會員的消息', { access: 'members' });
		expect(await paths('news-1')).toContain(path);
		expect(await paths('news-1')).not.toContain(closed.path);
		place.clock.advance(2 * 86_400_000 + 1000);
		expect(await paths('news-1')).toEqual([]);
		expect(await paths('articles-1')).toContain(path);
	});

	it("leave out a newcomer's own page until they are known here, whatever they say of themselves", async () => {
		const [newcomer, quiet, old, host] = [
			await sowMember(place.system(), 'member', 0),
			await sowMember(place.system(), 'member', 0),
			await sowMember(place.system()),
			await sowMember(place.system(), 'moderator', 0),
		];
		const say = '加賴領優惠';
		await place.site.sql`
			update membership.member set bio = ${say} where id in ${place.site.sql([newcomer.member, old.member])}`;
		const listed = async () => {
			const all = (await listSitemaps(place.as(), {})).filter(({ kind }) => kind === 'members');
			const found = (await Promise.all(all.map(({ number }) => paths(`members-${number}`)))).flat();
			const standing = await Promise.all(
				[newcomer, quiet, old, host].map(({ member }) => readMemberStanding(place.as(), { member })),
			);
			// What stands in the list and what the page says of itself are the same.
			expect([newcomer, quiet, old, host].map(({ handle }) => found.includes(profilePath(handle)))).toEqual(standing);
			return standing;
		};
		expect(await listed()).toEqual([false, false, true, true]);
		await place.site.sql`insert into community.trust (member, level, weighed) values (${newcomer.member}, 1, now())`;
		expect(await listed()).toEqual([true, false, true, true]);
		await place.site.sql`update membership.member set suspended = now() where id = ${newcomer.member}`;
		expect(await listed()).toEqual([false, false, true, true]);
	});

	it("leave out a newcomer's thread until somebody else has answered", async () => {
		const category = await sowCategory(place.system());
		const newcomer = await sowMember(place.system(), 'member', 0);
		const old = await sowMember(place.system());
		const start = (actor: typeof old) =>
			startThread(place.as(actor), {
				category: category.id,
				title: '豆油怎麼保存？',
				body: { text: '開封以後要冰嗎' },
			});
		const [fresh, known] = [await start(newcomer), await start(old)];
		for (const [{ id }, tag] of [
			[fresh, '推銷'],
			[known, '保存'],
		] as const)
			await place.site.sql`update community.thread set tags = array[${tag}] where id = ${id}`;
		const tags = async () =>
			(await paths('pages-1')).filter((path) => ['/tags/推銷', '/tags/保存'].includes(decodeURIComponent(path)));
		expect(await paths('threads-1')).toEqual([known.path]);
		expect((await tags()).map((path) => decodeURIComponent(path))).toEqual(['/tags/保存']);
		expect(await readThreadStanding(place.as(), { thread: fresh.id })).toBe(false);
		place.clock.advance(60_000);
		await postComment(place.as(newcomer), { thread: fresh.id, body: { text: '自己推一下' } });
		expect(await readThreadStanding(place.as(), { thread: fresh.id })).toBe(false);
		await postComment(place.as(old), { thread: fresh.id, body: { text: '要冰喔' } });
		expect(await readThreadStanding(place.as(), { thread: fresh.id })).toBe(true);
		expect(await paths('threads-1')).toEqual([fresh.path, known.path]);
		expect(await tags()).toHaveLength(2);
	});
});
