import { describe, expect, it } from 'vitest';
import { compareBlocks, compareText, type ComparedBlock, type Piece } from '#platform/document/difference.ts';

const marked = (pieces: readonly Piece[]): string =>
	pieces.map(({ text, change }) => ({ same: text, added: `{+${text}+}`, removed: `[-${text}-]` })[change]).join('');
const side = (blocks: readonly ComparedBlock[], without: 'added' | 'removed'): string[] =>
	blocks
		.filter((block) => block.change !== without)
		.map(({ pieces }) =>
			pieces
				.filter((piece) => piece.change !== without)
				.map(({ text }) => text)
				.join(''),
		);

describe('compareText', () => {
	it.each([
		['同一句話', '同一句話', '同一句話'],
		['醬油要等一年', '醬油要等兩年', '醬油要等[-一-]{+兩+}年'],
		['We wait two years.', 'We wait three years.', 'We wait [-two-]{+three+} years.'],
		['用 Facebook 寫', '用 Threads 寫', '用 [-Facebook-]{+Threads+} 寫'],
		['', '新的', '{+新的+}'],
		['舊的', '', '[-舊的-]'],
		['𠮷野家', '𠮷田家', '𠮷[-野-]{+田+}家'],
	])('%s → %s', (before, after, shown) => expect(marked(compareText(before, after))).toBe(shown));

	it('gives up word by word when everything is different, and loses nothing', () => {
		const before = Array.from({ length: 4000 }, (_, at) => `a${at}`).join(' ');
		const after = Array.from({ length: 4000 }, (_, at) => `b${at}`).join(' ');
		const pieces = compareText(before, after);
		expect(pieces.map(({ change }) => change)).toEqual(['removed', 'added']);
		expect(pieces.map(({ text }) => text)).toEqual([before, after]);
	});
});

describe('compareBlocks', () => {
	it('keeps what is the same, and shows new wording inside its block', () => {
		expect(
			compareBlocks(
				['## 開頭', '第一段說的是甕', '要刪掉的一段，沒有人會想念它'],
				['## 開頭', '完全不同的新段落 new', '第一段說的是缸'],
			).map(({ change, pieces }) => [change, marked(pieces)]),
		).toEqual([
			['same', '## 開頭'],
			['added', '{+完全不同的新段落 new+}'],
			['changed', '第一段說的是[-甕-]{+缸+}'],
			['removed', '[-要刪掉的一段，沒有人會想念它-]'],
		]);
	});

	it('always holds both versions whole', () => {
		let seed = 7;
		const random = (below: number) => (seed = (seed * 16807) % 2147483647) % below;
		const text = () => Array.from({ length: random(9) }, () => '一二三 ab'[random(6)]).join('');
		for (let round = 0; round < 200; round++) {
			const before = Array.from({ length: random(7) }, text);
			const after = Array.from({ length: random(7) }, text);
			const blocks = compareBlocks(before, after);
			expect(side(blocks, 'added')).toEqual(before);
			expect(side(blocks, 'removed')).toEqual(after);
		}
	});
});
