import { afterAll, beforeAll, expect, it } from 'vitest';
import { testSite, type TestSite } from '#testing/test-site.ts';
import type { Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { publishArticle, publishPage, writeArticle, writePage } from '#content/server/index.ts';
import { createMember } from '#membership/server/index.ts';
import { findWayOut } from '#site/server/index.ts';

let place: TestSite;
const text = (words: string) => fromMarkdown(words, 'article');

beforeAll(async () => {
	place = await testSite();
	const member = { name: '店主', email: 'o@example.com', role: 'owner', locale: 'zh-TW' } as const;
	const { id } = await createMember(place.system(), member);
	const ctx = place.as({ kind: 'member', member: id, name: '店主', handle: 'o', role: 'owner' } satisfies Actor);
	const article = await writeArticle(ctx, { title: '豆油怎麼選', body: text('看標示。') });
	await publishArticle(ctx, article);
	await publishPage(ctx, await writePage(ctx, { title: '關於豆油間', slug: 'about-us', body: text('三代人。') }));
	await writePage(ctx, { title: '豆油頁草稿', slug: 'about-draft', body: text('豆油') });
});
afterAll(() => place.close());

it('offers the nearest addresses and what others like to read where nothing is', async () => {
	const way = await findWayOut(place.as(), { path: '/abuot-us' });
	expect(way.similar).toEqual([{ title: '關於豆油間', path: '/about-us' }]);
	expect(way.popular.map(({ title }) => title)).toContain('豆油怎麼選');
	expect(
		(await findWayOut(place.as(), { path: `/articles/${encodeURIComponent('豆油怎麼挑')}` })).similar[0]?.title,
	).toBe('豆油怎麼選');
	for (const path of ['/', '/%zz', '/%00ab', '/wp-login.php', `/${'x'.repeat(2000)}`])
		expect((await findWayOut(place.as(), { path })).similar, path).toEqual([]);
	expect(JSON.stringify(await findWayOut(place.as(), { path: '/about-draft' }))).not.toContain('草稿');
});
