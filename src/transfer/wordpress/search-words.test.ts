import { expect, it } from 'vitest';
import { readSearchWords } from '#transfer/wordpress/search-words.ts';

const read = (meta: Record<string, string>) => {
	const lost: string[] = [];
	const search = readSearchWords(new Map(Object.entries(meta)), '開缸', ({ code }) => void lost.push(code));
	return { search, lost };
};
const indexed = true;

it.each([
	[{ _yoast_wpseo_title: '%%title%% %%page%% %%sep%% %%sitename%%' }, undefined],
	[{ _yoast_wpseo_title: '百年%%title%% %%sep%% %%sitename%%' }, { title: '百年開缸', description: '', indexed }],
	[
		{ rank_math_title: '醬油 %sep% %sitename%', rank_math_description: '50% 的鹽' },
		{ title: '醬油', description: '50% 的鹽', indexed },
	],
	[
		{ _aioseo_title: '#post_title #separator_sa #site_title', _aioseo_description: '一 #1' },
		{ title: '', description: '一 #1', indexed },
	],
	[{ rank_math_robots: 'a:1:{i:0;s:7:"noindex";}' }, { title: '', description: '', indexed: false }],
	[{ other: 'x' }, undefined],
])('makes of %o what search engines are told', (meta, search) => {
	expect(read(meta)).toEqual({ search, lost: [] });
});

it('tells what it cannot say: a place to fill in, an original elsewhere', () => {
	expect(read({ _yoast_wpseo_metadesc: '%%excerpt%%', _yoast_wpseo_canonical: 'https://else.example/' })).toEqual({
		search: undefined,
		lost: ['search-template', 'canonical'],
	});
});
