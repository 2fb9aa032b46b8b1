import { describe, expect, it } from 'vitest';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { renderHtml } from '#platform/document/render-html.ts';
import { teaserOf } from '#content/teaser.ts';

const teaser = (markdown: string): string => renderHtml(teaserOf(fromMarkdown(markdown, 'article')));

describe('teaserOf', () => {
	it.each([
		['the line that its author drew', '一\n\n**二**\n\n---\n\n三', '<p>一</p><p><strong>二</strong></p>'],
		['nothing, when the line stands first', '---\n\n一\n\n二', ''],
		[
			'three paragraphs',
			'# 題\n\n一\n\n二\n\n- 甲\n\n三\n\n四',
			'<h2 id="h-題">題</h2><p>一</p><p>二</p><ul><li>甲</li></ul><p>三</p>',
		],
		['one, when three are all', '一\n\n二\n\n三', '<p>一</p>'],
		['nothing of a single short one', '秘密', ''],
		['nothing where there are no words', '', ''],
	])('ends at %s', (_name, markdown, html) => expect(teaser(markdown)).toBe(html));

	it('is the first words of a single long paragraph', () => {
		const html = teaser('字'.repeat(300));
		expect(html).toMatch(/^<p>字{50,60}…<\/p>$/);
	});
});
