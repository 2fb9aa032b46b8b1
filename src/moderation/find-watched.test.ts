import { expect, it } from 'vitest';
import { findWatched } from '#moderation/find-watched.ts';
import { patternOf, plainly } from '#moderation/watched-words.ts';

it.each([
	['賭博', '線上賭博很好玩', '賭博', []],
	['賭博', '线上赌博', '赌博', ['script']],
	['赌博', '線上賭博', '賭博', ['script']],
	['賭博', '賭．博', '賭．博', ['between']],
	['賭博', '赌 - 博', '赌 - 博', ['script', 'between']],
	['賭博', '賭\u200b博', '賭\u200b博', ['unseen']],
	['casino', 'Best CASINO here', 'CASINO', ['case']],
	['casino', 'ｃａｓｉｎｏ', 'ｃａｓｉｎｏ', ['width']],
	['casino', 'c-a-s-i-n-o', 'c-a-s-i-n-o', ['between']],
	['casino', 'саsіnо!', 'саsіnо', ['alike']],
	['casino', 'c4s1n0', 'c4s1n0', ['alike']],
	['casino', 'cásinö', 'cásinö', ['accents']],
	['casino', 'ca\u0301sino', 'ca\u0301sino', ['accents']],
	['Casino', 'casinO', 'casinO', ['case']],
	['加賴', '請㍿加_赖！', '加_赖', ['script', 'between']],
	['free $$$', 'so FREE sss', 'FREE sss', ['case', 'alike']],
] as const)('%s in %s', (word, text, found, disguises) => {
	expect(findWatched([word], text)).toMatchObject([{ word, found, disguises }]);
});

it('finds what has a comment wait, and nothing else, wherever a text has signs of other lengths', () => {
	const words = ['賭博', 'casino', '加賴', 'ﷺ'.normalize('NFKD'), '가나'];
	const texts = [
		'',
		'𝐜𝐚𝐬𝐢𝐧𝐨 😀 赌😀博',
		'㍿㌀加賴',
		'ﷺ',
		'가나다',
		'賭徒博士 casinos',
		'\ud800 加賴 \udc00',
		'İcasino casino',
	];
	for (const text of texts) {
		const waits = words.filter((word) => patternOf(word).test(plainly(text)));
		const found = findWatched(words, text);
		expect(found.map(({ word }) => word).sort(), text).toEqual(waits.sort());
		for (const one of found) expect(text, text).toContain(one.before + one.found + one.after);
	}
});

it('tells them in the order of the text, each once, with a few words around', () => {
	const text = `${'前'.repeat(40)}加賴${'後'.repeat(40)}賭博與加賴`;
	expect(findWatched(['賭博', '加賴'], text)).toEqual([
		{ word: '加賴', before: '前'.repeat(12), found: '加賴', after: '後'.repeat(12), disguises: [] },
		{ word: '賭博', before: '後'.repeat(12), found: '賭博', after: '與加賴', disguises: [] },
	]);
});
