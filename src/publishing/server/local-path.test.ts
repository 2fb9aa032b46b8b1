import { expect, it } from 'vitest';
import { localPath } from '#publishing/server/local-path.ts';

it('keeps paths of this site', () => {
	expect(localPath('/articles/moving-home?x=1#thread')).toBe('/articles/moving-home?x=1#thread');
	expect(localPath('/articles/豆腐乳')).toBe(encodeURI('/articles/豆腐乳'));
});

it.each([
	'https://evil.example/',
	'//evil.example',
	'/\\evil.example',
	'javascript:alert(1)',
	'/a b',
	'/a\nb',
	'',
	'articles',
	'/x/..//evil.example',
	'/\t/evil.example',
])('refuses %j', (target) => expect(localPath(target)).toBeNull());
