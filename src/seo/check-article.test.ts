import { describe, expect, it } from 'vitest';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import type { Document } from '#platform/document/schema.ts';
import { checkArticle } from '#seo/check-article.ts';
import { allRules, type CheckedArticle, type Rule } from '#seo/check-rule.ts';
import { seoText } from '#seo/messages/index.ts';
import { cutToWidth, textWidth } from '#seo/text-width.ts';
import { previews } from '#seo/preview.ts';

const text = '黑豆和鹽放進甕裡，太陽曬一百八十天，這是我們家做豆油的方法。'.repeat(12);
const body = (markdown: string): Document => fromMarkdown(markdown, 'article');
const picture = (alt: string): Document => ({
	type: 'doc',
	content: [
		...body(text).content,
		{ type: 'picture', attrs: { id: 7, src: '/media/a.jpg', alt, caption: '', width: 1600, height: 900 } },
	],
});

const good: CheckedArticle = {
	title: '豆油為什麼要曬一百八十天',
	description: '從選豆、製麴到日曬，一步一步說明蔭油為什麼要等一百八十天，以及少了哪一步味道會差在哪裡。',
	slug: '豆油要曬一百八十天',
	body: body(`## 選豆\n\n${text}\n\n### 製麴\n\n看[製麴的做法](/articles/koji)。`),
	cover: { width: 1600, height: 900, bytes: 200_000 },
	pictureBytes: new Map([[7, 200_000]]),
	twins: [],
	translations: [{ locale: 'en', mutual: true }],
	siteHost: 'soy.example',
	members: false,
	indexed: true,
};

/** For every rule an article that it finds something in, beside the good one, which none does. */
const bad: Record<Rule, Partial<CheckedArticle>> = {
	'title-long': { title: '豆油'.repeat(16) },
	'title-short': { title: '豆油' },
	'title-twin': { twins: ['豆油為什麼要曬一百八十天'] },
	'description-missing': { description: ' ' },
	'description-short': { description: '說明豆油。' },
	'description-long': { description: '豆油'.repeat(40) },
	'picture-missing': { cover: null },
	'picture-small': { cover: { width: 800, height: 600, bytes: 1 } },
	'picture-heavy': { body: picture('甕'), pictureBytes: new Map([[7, 900_000]]) },
	'alt-missing': { body: picture(' ') },
	'heading-skipped': { body: body(`## 一\n\n${text}\n\n#### 三`) },
	'heading-none': { body: body(Array.from({ length: 5 }, () => text).join('\n\n')) },
	'slug-long': { slug: '豆'.repeat(40) },
	'slug-empty': { slug: 'article-3' },
	'text-short': { body: body('一句話。') },
	'link-paid': { body: body(`${text}\n\n[去買](https://shop.example/?aff=12)`) },
	'link-text': { body: body(`${text}\n\n看[這裡](/articles/koji)`) },
	'review-own': { body: body(`${text}\n\n客人給我們 ★★★★★`) },
	'hreflang-one-way': { translations: [{ locale: 'en', mutual: false }] },
	'members-only': { members: true },
	unlisted: { indexed: false },
};

describe('the checker', () => {
	it('finds nothing in a good article', () => expect(checkArticle(good)).toEqual([]));

	it.each(allRules)('%s: finds what is bad, and says it in both languages', (rule) => {
		const findings = checkArticle({ ...good, ...bad[rule] });
		expect(findings.map((finding) => finding.rule)).toEqual([rule]);
		for (const locale of ['zh-TW', 'en'] as const)
			for (const part of ['', '.why', '.do'] as const) {
				const key = `check.${rule}${part}` as const;
				const said = seoText(locale)(key, findings[0]?.values);
				expect(said).not.toBe(key);
				expect(said).not.toMatch(/[{}]/);
			}
	});

	it('knows a paid article by its words, and a marked link by its rel', () => {
		const paid = `${text}\n\n本文為廠商提供產品。[去買](https://shop.example/)`;
		expect(checkArticle({ ...good, body: body(paid) }).map(({ rule }) => rule)).toEqual(['link-paid']);
		const marked = JSON.parse(JSON.stringify(body(paid)).replace('"href":', '"rel":"sponsored","href":')) as Document;
		expect(checkArticle({ ...good, body: marked })).toEqual([]);
	});

	it('sees what buttons lead to and say, too', () => {
		const button = (attrs: object) => ({ type: 'button', attrs });
		const withButton = (attrs: object): Document => {
			const { content } = body(text) as { content: unknown[] };
			return { type: 'doc', content: [...content, button(attrs)] } as Document;
		};
		const found = (attrs: object) => checkArticle({ ...good, body: withButton(attrs) }).map(({ rule }) => rule);
		const href = 'https://shop.example/?aff=12';
		expect(found({ label: '到店裡看看', href })).toEqual(['link-paid']);
		expect(found({ label: '到店裡看看', href, rel: 'sponsored' })).toEqual([]);
		expect(found({ label: '點這裡', href: '/articles/koji' })).toEqual(['link-text']);
	});

	it('puts the worst first', () => {
		const levels = checkArticle({ ...good, cover: null, indexed: false, title: '豆油' }).map(({ level }) => level);
		expect(levels).toEqual(['wrong', 'better', 'note']);
	});
});

describe('widths', () => {
	it('count a Chinese character as two', () => {
		expect(textWidth('豆油 soy')).toBe(8);
		expect(textWidth('「豆」，')).toBe(8);
		expect(textWidth('👩‍🌾')).toBe(2);
	});
	it('cut where the room ends, never through a sign', () => {
		expect(cutToWidth('豆油要曬', 8)).toBe('豆油要曬');
		expect(cutToWidth('豆油要曬很久', 8)).toBe('豆油要…');
		expect(cutToWidth('👩‍🌾👩‍🌾👩‍🌾', 5)).toBe('👩‍🌾…');
		expect(textWidth(cutToWidth('豆a'.repeat(50), 31))).toBeLessThanOrEqual(31);
	});
	it('show each viewer its own part', () => {
		const shown = previews(
			{ title: '豆'.repeat(40), description: '油'.repeat(100), path: '/articles/%E8%B1%86' },
			'山腳下',
			'https://soy.example',
		);
		expect(shown.map(({ viewer, title }) => [viewer, [...title].length])).toEqual([
			['search', 30],
			['facebook', 40],
			['line', 20],
			['x', 35],
		]);
		expect(shown[0]?.place).toBe('soy.example › articles › 豆');
	});
});
