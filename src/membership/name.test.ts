import { expect, it } from 'vitest';
import { nameField, readable } from '#membership/name.ts';

it.each([
	['  陳　美惠 ', '陳 美惠'],
	['Ａｎｎ', 'Ann'],
	['𝐀𝐧𝐧', 'Ann'],
	['ﾊﾝﾊﾞｰｸﾞ', 'ハンバーグ'],
	['小明（阿明）！', '小明（阿明）！'],
	['Анна Anna', 'Анна Anna'],
	['Kevin吳', 'Kevin吳'],
	['ひろ子 Hiro', 'ひろ子 Hiro'],
	['José', 'José'],
	['Việt', 'Việt'],
	['שרה', 'שרה'],
	['小花👩‍🌾', '小花👩‍🌾'],
	['心❤️', '心❤️'],
	['🏴󠁧󠁢󠁳󠁣󠁴󠁿 Ian', '🏴󠁧󠁢󠁳󠁣󠁴󠁿 Ian'],
])('%s is a name', (typed, shown) => expect(nameField.parse(typed)).toBe(shown));

it.each([
	['an override', '\u202eeivets'],
	['an embedding', 'Steve\u202a'],
	['an isolate', 'Steve\u2067'],
	['a right-to-left mark', 'Steve\u200f'],
	['a left-to-right mark', '\u200eSteve'],
	['the mark of Arabic', 'Steve\u061c'],
	['a space of no width', 'Ste\u200bve'],
	['a joiner between letters', 'Ste\u200dve'],
	['a grapheme joiner', 'Ste\u034fve'],
	['a filler of Hangul', '\u3164'],
	['another filler', 'Steve\u115f'],
	['an empty pattern of Braille', 'Steve\u2800'],
	['tags', 'Steve\u{e0041}'],
	['a soft hyphen', 'Ste\u00adve'],
	['a line break', 'Ste\nve'],
	['marks piled up', 'S\u0337\u0322\u0334\u0327\u0335teve'],
	['no letter', '!!!'],
])('%s is refused', (_what, typed) =>
	expect(nameField.safeParse(typed).error?.issues.map(({ message }) => message)).toContain('name'),
);

it.each(['Аnn', 'Оwner', 'αnn', 'Հomecourt', 'Ꭺnn', 'ꓮnn', '𝐀нn'])('%s is a word of two alphabets', (typed) =>
	expect(nameField.safeParse(typed).error?.issues.map(({ message }) => message)).toEqual(['name-letters']),
);

it('a text may break its lines, and hides nothing', () => {
	expect(readable('第一行\n第二行\t')).toBe(true);
	expect(readable('第一行\u202e')).toBe(false);
	expect(readable('第一行\u061c')).toBe(false);
});
