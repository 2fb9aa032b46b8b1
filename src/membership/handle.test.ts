import { expect, it } from 'vitest';
import { glanceOf, handleField, handleOf, handlePattern, reservedHandle } from '#membership/handle.ts';

it.each([
	['林燕秋', '林燕秋'],
	['Kevin 吳', 'kevin-吳'],
	['  José  Müller ', 'jose-muller'],
	['Sunny 張 🍜', 'sunny-張'],
	['🍜🍜', 'member'],
	['管理員', 'member'],
	['ADMIN', 'member'],
	['<b>小明</b>', 'b-小明-b'],
	['../../etc', 'etc'],
	['__proto__', 'proto'],
	['長'.repeat(80), '長'.repeat(30)],
])('%s becomes %s', (name, handle) => {
	expect(handleOf(name)).toBe(handle);
	expect(handle).toMatch(handlePattern);
});

it.each([
	['Ａｎｎ', 'ann'],
	['⼩美', '小美'],
	['林燕秋', '林燕秋'],
])('%s is understood as %s', (typed, handle) => expect(handleField.parse(typed)).toBe(handle));

it.each([
	'аnn',
	'ann\u200f',
	'\u202enna',
	'an\u200bn',
	'ann\u061c',
	'⺌美',
	'〇美',
	'〡美',
	'josé',
	'αnn',
	'a--b',
	'-a',
	'ひろ',
])('%s is no handle', (typed) =>
	expect(handleField.safeParse(typed).error?.issues.map(({ message }) => message)).toEqual(['handle']),
);

it.each(['admin', 'adm-in', 'adrnin', 'suppoRt', '管理員', '管理员', '客-服', '0fficia1', '小编'])(
	'%s would speak for the house',
	(handle) => expect(reservedHandle(handle)).toBe(true),
);

it('tells apart what is told apart at a glance', () => {
	expect(glanceOf('lin-yanqiu')).toBe(glanceOf('1inyanqiu'));
	expect(glanceOf('小編')).toBe(glanceOf('小编'));
	expect(glanceOf('ann')).not.toBe(glanceOf('anne'));
});
