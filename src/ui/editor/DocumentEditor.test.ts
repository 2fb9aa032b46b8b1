import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import DocumentEditor from './DocumentEditor.svelte';
import { editorLabelKeys, editorLabels } from './editor-labels.ts';
import { editorText } from './messages/index.ts';

describe('DocumentEditor on the server', () => {
	it('is a labelled textarea with the text as Markdown', () => {
		const labels = editorLabels(editorText('zh-TW'));
		const { body } = render(DocumentEditor, {
			props: { value: null, markdown: '# 一 </textarea><script>', profile: 'article', name: 'body', labels },
		});
		expect(body).toMatch(/<label[^>]* for="([^"]+)-markdown"[^>]*>內文<\/label>/);
		expect(body).toMatch(
			/<textarea[^>]* name="body_markdown"[^>]*>\n# 一 &lt;\/textarea&gt;&lt;script&gt;<\/textarea>/,
		);
		expect(body).not.toMatch(/name="body"|role="toolbar"/);
	});

	it('has a text for every key in both languages', () => {
		for (const locale of ['zh-TW', 'en'] as const) {
			for (const [key, text] of Object.entries(editorLabels(editorText(locale))))
				expect(text).not.toBe(`editor.${key}`);
		}
		expect(editorLabelKeys.length).toBe(new Set(editorLabelKeys).size);
	});
});
