import { expect, it } from 'vitest';
import { decodeSheet, readSheet } from '#platform/read-sheet.ts';

/** 「日期,花費」 as Excel saves it in Taiwan. */
const big5 = Buffer.from('a4e9b4c12caae1b64f', 'hex');
const text = '日期,花費';

it.each([
	['UTF-8', Buffer.from(text)],
	['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
	['Big5', big5],
	['UTF-16, as "Unicode text"', Buffer.from(`\ufeff${text}`, 'utf16le')],
	['UTF-16 the other way round', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
])('reads a sheet saved as %s', (_, bytes) => {
	expect(readSheet(decodeSheet(bytes) ?? '', 'broken')).toEqual([{ line: 1, cells: ['日期', '花費'] }]);
});

it.each([
	['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
	['half a letter', Buffer.from('a4e9b4', 'hex')],
	['UTF-16 that breaks off', Buffer.from('fffee5', 'hex')],
])('guesses nothing where it is %s', (_, bytes) => {
	expect(decodeSheet(bytes)).toBeNull();
});
