import MarkdownIt from 'markdown-it';
import { chinese } from './clean-text.ts';

const chineseCharacter = new RegExp(`^[${chinese}]$`, 'u');
const punctuation = /^[\p{P}\p{S}]$/u;
const space = /^\s$/u;

const before = (text: string, position: number): string =>
	Array.from(text.slice(Math.max(0, position - 2), position)).at(-1) ?? ' ';
const after = (text: string, position: number): string => Array.from(text.slice(position, position + 2))[0] ?? ' ';

/**
 * CommonMark decides by spaces and punctuation where emphasis may begin and end, which fails in a script without spaces:
 * `**「重點」**是` would stay as typed. Beside Chinese, a sign of emphasis counts as standing at the edge of a word.
 */
export class ChineseInline extends MarkdownIt.StateInline {
	override scanDelims(start: number, canSplitWord: boolean): { can_open: boolean; can_close: boolean; length: number } {
		const scanned = super.scanDelims(start, canSplitWord);
		if (!canSplitWord) return scanned;
		const [last, next] = [before(this.src, start), after(this.src.slice(0, this.posMax), start + scanned.length)];
		const [lastChinese, nextChinese] = [chineseCharacter.test(last), chineseCharacter.test(next)];
		if (!lastChinese && !nextChinese) return scanned;
		const [lastSpace, nextSpace] = [space.test(last) && !lastChinese, space.test(next) && !nextChinese];
		const [lastSign, nextSign] = [punctuation.test(last) && !lastChinese, punctuation.test(next) && !nextChinese];
		return {
			can_open: !nextSpace && (!nextSign || lastSpace || lastSign || lastChinese),
			can_close: !lastSpace && (!lastSign || nextSpace || nextSign || nextChinese),
			length: scanned.length,
		};
	}
}
