import { expect, it } from 'vitest';
import { handleOf, handlePattern } from '#membership/handle.ts';

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
