import { expect, it } from 'vitest';
import { campaignName, campaignTarget } from '#publishing/campaign-name.ts';
import { sameWords } from '#publishing/same-words.ts';

it('adds where people come from and keeps what the address says', () => {
	const target = (path: string, campaign: string | null = null) => campaignTarget(path, { source: 'plaza', campaign });
	expect(target('/articles/bean')).toBe('/articles/bean?utm_source=plaza&utm_medium=social');
	expect(target('/articles/bean?page=2#end', 'spring-2027')).toBe(
		'/articles/bean?page=2&utm_source=plaza&utm_medium=social&utm_campaign=spring-2027#end',
	);
	expect(target('/x?utm_source=mail')).toBe('/x?utm_source=plaza&utm_medium=social');
});

it.each(['Spring', 'spring_sale', '春天', '-spring', 'spring--sale', 'spring sale', ''])(
	'is no campaign: %s',
	(name) => {
		expect(campaignName.test(name)).toBe(false);
	},
);

it('takes posts for the same that differ in marks, spaces, width and addresses only', () => {
	expect(sameWords('開缸了！ 快來看 https://a.example/1', '開缸了,快來看https://b.example/2')).toBe(true);
	expect(sameWords('ＡＢＣ sale', 'abc SALE!')).toBe(true);
	expect(sameWords('開缸了', '明天開缸')).toBe(false);
	expect(sameWords('！！', '？')).toBe(false);
});
