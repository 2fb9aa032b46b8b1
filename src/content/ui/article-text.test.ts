import { mf2 } from 'microformats-parser';
import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import type { ArticleRead } from '#content/article.ts';
import ArticleText from '#content/ui/ArticleText.svelte';

const article: ArticleRead = {
	locale: 'zh-TW',
	path: '/articles/%E8%B1%86',
	title: '豆油 & <缸>',
	html: '<p>等四年，<a href="https://blog.example/vat">才開缸</a>。</p>',
	tags: ['釀造', '器具'],
	published: new Date('2026-09-15T09:30:00Z'),
	readingMinutes: 3,
	translations: [],
	series: null,
	authors: [{ name: '小編阿穎', handle: 'ying' }],
};

it('is an entry for whoever reads microformats: what it says, who wrote it, when and where', () => {
	const { body } = render(ArticleText, { props: { locale: 'zh-TW', timeZone: 'Asia/Taipei', article } });
	const { items } = mf2(body, { baseUrl: 'https://soy.tw/' });
	expect(items).toHaveLength(1);
	expect(items[0]).toMatchObject({
		type: ['h-entry'],
		properties: {
			name: ['豆油 & <缸>'],
			url: ['https://soy.tw/articles/%E8%B1%86'],
			published: ['2026-09-15T09:30:00.000Z'],
			category: ['釀造', '器具'],
			author: [{ type: ['h-card'], properties: { name: ['小編阿穎'], url: ['https://soy.tw/members/ying'] } }],
			content: [
				{ value: '等四年，才開缸。', html: expect.stringContaining('href="https://blog.example/vat"') as string },
			],
		},
	});
});
