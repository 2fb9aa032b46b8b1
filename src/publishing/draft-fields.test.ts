import { expect, it } from 'vitest';
import { formVariants, splitHashtags, splitLabels, tickedIds } from '#publishing/draft-fields.ts';
import { usualShape } from '#publishing/variant-shape.ts';

it('reads hashtags and labels however they are written', () => {
	expect(splitHashtags('#醬油 ＃開缸、手作,  釀造#年味')).toEqual(['醬油', '開缸', '手作', '釀造', '年味']);
	expect(splitHashtags(' ')).toEqual([]);
	expect(splitLabels('年節, 老 客人；開缸，')).toEqual(['年節', '老 客人', '開缸']);
});

it('leaves to the rules what still reads as they wrote it, and takes a person at their word', () => {
	const values = {
		'account-3': 'on',
		'account-5': 'on',
		'account-7': 'on',
		'account-8': '',
		'account-x': 'on',
		'text-3': '一行\r\n兩行',
		'ruled-3': '一行\n兩行',
		'text-5': '改過',
		'ruled-5': '原來',
		'text-8': '沒選',
		'link-5': 'comment',
		'layout-5': 'thread',
		'comment-5': ' 問這裡\r\n謝謝 ',
		'alt-5-12': ' 缸 ',
		'alt-5-13': ' ',
		'alt-55-14': '別的帳號',
		'link-7': 'nowhere',
	};
	expect(formVariants(values)).toEqual([
		{ account: 3, text: null, ...usualShape },
		{
			account: 5,
			text: '改過',
			linkPlace: 'comment',
			thread: true,
			comment: '問這裡\n謝謝',
			alts: { 12: '缸' },
		},
		{ account: 7, text: null, ...usualShape },
	]);
	expect(tickedIds({ 'picture-12': 'on', 'picture-4': 'on' }, 'picture')).toEqual([12, 4]);
});
