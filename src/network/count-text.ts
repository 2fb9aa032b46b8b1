import type { TextLimit } from '#network/network.ts';

const address = /https?:\/\/[^\s<>"]+/gu;
let segmenter: Intl.Segmenter | undefined;

/** The length of a text as a network counts it. Runs in the browser too. */
export function countText(text: string, { counted, address: weight }: TextLimit): number {
	if (weight !== undefined) {
		const addresses = text.match(address)?.length ?? 0;
		return addresses * weight + length(text.replace(address, ''), counted);
	}
	return length(text, counted);
}

function length(text: string, counted: TextLimit['counted']): number {
	if (counted === 'unit') return text.length;
	if (counted === 'character') return [...text].length;
	segmenter ??= new Intl.Segmenter('zh-TW', { granularity: 'grapheme' });
	return [...segmenter.segment(text)].length;
}
