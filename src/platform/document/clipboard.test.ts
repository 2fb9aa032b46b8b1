import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromHtml } from './from-html.ts';
import { toMarkdown } from './to-markdown.ts';

/** What Word and Google Docs put on the clipboard, read as the editor reads a paste: by the same `from-tree.ts`. */
const read = (name: string): string =>
	toMarkdown(fromHtml(readFileSync(new URL(`./clipboard/${name}.html`, import.meta.url), 'utf8'), 'article'));

describe('the clipboard', () => {
	it('of Word: headings, marks, links, lists, tables with their head and footnotes, and no looks', () => {
		expect(read('word')).toBe(
			[
				'## 為什麼要等兩年',
				'豆油在甕裡**慢慢熟成**, [看工法](https://example.com/%E5%B7%A5%E6%B3%95)[^1]',
				'- 黑豆\n- 海鹽',
				'| 品名 | 價格 |\n| --- | --- |\n| 壺底油 | NT$280 |',
				'[^1]: 見《釀造學》',
			].join('\n\n'),
		);
	});

	it('of Google Docs: the same, nested lists too; a picture of theirs by its address', () => {
		expect(read('google-docs')).toBe(
			[
				'## 為什麼要等兩年',
				'豆油在甕裡**慢慢熟成**, [看工法](https://example.com/%E5%B7%A5)',
				'- 黑豆\n  - 台南三號\n- *海鹽*',
				'| 品名 | 價格 |\n| --- | --- |\n| 壺底油 | NT$280 |',
				'![](https://lh7-us.googleusercontent.com/docsz/AD4nX)',
			].join('\n\n'),
		);
	});
});
