import { expect, it } from 'vitest';
import { guessable } from '#membership/password.ts';

it.each([
	'1234567890',
	'password123',
	'Password2026!',
	'qwertyuiop',
	'aaaaaaaaaaaa',
	'abcabcabcabc',
	'9876543210',
	'ji32k7au4a83',
	'yanqiu@example.com',
	'yanqiu2026',
])('%s is refused', (password) => expect(guessable(password, '林燕秋', 'yanqiu@example.com')).toBe(true));

it.each(['correct horse battery', '四十二口缸等三百天', 'xK9-trellis-moon', 'my sunshine is soy sauce'])(
	'%s may be used',
	(password) => expect(guessable(password, '林燕秋', 'yanqiu@example.com')).toBe(false),
);
