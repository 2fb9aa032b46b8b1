import { describe, expect, it } from 'vitest';
import { featuresOf, judgeSpam, saySpam, suspicious, type Learned } from '#moderation/spam.ts';

const plain = { text: '', links: 0, hosts: [], pictures: 0, level: 1 };
const keys = (more: object) => [...featuresOf({ ...plain, ...more }).keys()];
/** So many removed and kept, each with these counts. */
const learned = (rows: Record<string, [removed: number, kept: number]>, sums = [20, 200] as const): Learned[] => [
	{ feature: '', shown: '', removed: sums[0], kept: sums[1] },
	...Object.entries(rows).map(([feature, [removed, kept]]) => ({
		feature,
		shown: feature.split(':')[1] ?? '',
		removed,
		kept,
	})),
];

describe('what tells an advertisement', () => {
	it('is words in one script, whatever signs stand between, and where links lead', () => {
		expect(keys({ text: '加．賴　領優惠' })).toEqual(keys({ text: '加赖领优惠' }));
		expect(keys({ text: 'see https://shop.example/x', links: 1, hosts: ['shop.example'] })).toEqual([
			'links:some',
			'host:shop.example',
			'word:see',
		]);
		expect(keys({ level: 0, links: 9, pictures: 2 })).toEqual(['new', 'links:many', 'pictures']);
	});

	it('stays small for the longest text', () => {
		const text = Array.from({ length: 50_000 }, (_, number) => `word${number}`).join(' ');
		expect(keys({ text }).length).toBeLessThanOrEqual(200);
	});
});

describe('a judgement', () => {
	const has = new Set(['new', 'links:some', 'word:加赖', 'word:优惠']);
	const taught = { new: [18, 20], 'links:some': [19, 10], 'word:加赖': [12, 0], 'word:优惠': [8, 6] } as const;

	it('is none while too little was decided', () => {
		expect(judgeSpam(has, [])).toBeNull();
		expect(judgeSpam(has, learned(taught as never, [9, 500] as never))).toBeNull();
		expect(judgeSpam(has, learned(taught as never, [500, 19] as never))).toBeNull();
	});

	it('says how sure it is and why, the strongest first', () => {
		const judged = judgeSpam(has, learned(taught as never));
		expect(judged?.probability).toBeGreaterThan(suspicious);
		expect(saySpam(judged as never)[0]).toMatch(/^score:9\d$/);
		expect(saySpam(judged as never).slice(1)).toContain('because:word:12:加赖');
		expect(saySpam(judged as never).slice(1)).toContain('because:new');
	});

	it('of a newcomer with a link and ordinary words is not sure', () => {
		const judged = judgeSpam(new Set(['new', 'links:some']), learned({ new: [18, 60], 'links:some': [15, 60] }));
		expect(judged?.probability).toBeLessThan(suspicious);
	});

	it('is not moved by what was seen once', () => {
		const judged = judgeSpam(new Set(['word:罕见']), learned({ 'word:罕见': [2, 0] }));
		expect(judged?.because).toEqual([]);
	});
});
