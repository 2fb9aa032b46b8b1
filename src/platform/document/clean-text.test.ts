import { expect, it } from 'vitest';
import { cleanLines } from '#platform/document/clean-text.ts';

/** What becomes of a sign between two others, said by numbers. */
function becomes(code: number): string {
	if (code === 0x0d || code === 0x2028 || code === 0x2029) return '\n';
	const within = (from: number, to: number): boolean => code >= from && code <= to;
	const control = (code < 0x20 && code !== 0x09 && code !== 0x0a) || within(0x7f, 0x9f);
	const turning = within(0x202a, 0x202e) || within(0x2066, 0x2069);
	const unsaid = within(0xfff9, 0xfffb) || code === 0xfeff || within(0xd800, 0xdfff);
	const noCharacter = (code & 0xfffe) === 0xfffe || within(0xfdd0, 0xfdef);
	return control || turning || unsaid || noCharacter ? '' : String.fromCodePoint(code);
}

it('takes out of every text what has no place in one, and nothing else', () => {
	const wrong: string[] = [];
	for (let code = 0; code <= 0x10ffff; code++) {
		// Planes in which nothing stands are looked at in their corners.
		if (code > 0x3ffff && (code & 0xffff) > 0xff && (code & 0xffff) < 0xff00) continue;
		if (cleanLines(`字${String.fromCodePoint(code)}字`) !== `字${becomes(code)}字`) wrong.push(code.toString(16));
	}
	expect(wrong).toEqual([]);
	expect(cleanLines('a\r\nb\rc\u2028d👩‍👩‍👧e')).toBe('a\nb\nc\nd👩‍👩‍👧e');
	expect(cleanLines('👩\ud83d')).toBe('👩');
});
