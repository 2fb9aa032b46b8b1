import { describe, expect, it } from 'vitest';
import { editorLabelKeys, editorLabels, withCount } from './editor-labels.ts';
import { findInsertions, insertions } from './insertion.ts';
import { editorText } from './messages/index.ts';
import { slashPattern } from './slash-menu.ts';

const labels = editorLabels(editorText('zh-TW'));
const found = (query: string): string[] => findInsertions(query, labels, () => true).map(({ key }) => key);

describe('findInsertions', () => {
	it.each([
		['', insertions.map(({ key }) => key)],
		['表格', ['table']],
		['表', ['table']],
		['tab', ['table']],
		['ＴＡＢ', ['table']],
		['youtube', ['embed']],
		['標題', ['heading-2', 'heading-3']],
		['沒有', []],
		['.*', []],
	])('finds by %j', (query, keys) => expect(found(query)).toEqual(keys));

	it('puts what begins with the words first and leaves out what is not possible', () => {
		expect(found('圖')[0]).toBe('picture');
		expect(findInsertions('圖', labels, ({ pick }) => !pick)).toEqual([]);
	});

	it('has a label and one thing to do for each', () => {
		for (const { key, run, ask, pick } of insertions) {
			expect(editorLabelKeys).toContain(key);
			expect([run, ask, pick].filter(Boolean)).toHaveLength(1);
		}
	});
});

describe('slashPattern', () => {
	it.each([
		['/', ''],
		['／表格', '表格'],
		['一 /ta', 'ta'],
		['1/2', undefined],
		['https://', undefined],
		['/ta ', undefined],
		['/a/b', undefined],
		[`/${'x'.repeat(21)}`, undefined],
	])('in %j', (text, query) => expect(slashPattern.exec(text)?.[1]).toBe(query));
});

it('a label takes its number', () => {
	expect(withCount(labels['pictures-without-alt'], 3)).toContain('還有 3 張圖片');
	expect(withCount(editorLabels(editorText('en'))['paste-pictures'], 2)).toContain(': 2.');
});
