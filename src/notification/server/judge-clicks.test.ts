import { describe, expect, it } from 'vitest';
import { judgeClicks } from '#notification/server/judge-clicks.ts';

const sent = 1_000_000;
const judge = (...clicks: [link: number, seconds: number][]) =>
	judgeClicks(
		clicks.map(([link, seconds]) => ({ link, clicked: sent + seconds * 1000 })),
		{ sent, trap: 99 },
	);

describe('a followed link of a mail', () => {
	it.each([
		['one, a minute after', [[1, 60]], [null]],
		[
			'two, as somebody reads',
			[
				[1, 60],
				[2, 64],
			],
			[null, null],
		],
		[
			'the same one again and again',
			[
				[1, 60],
				[1, 61],
				[1, 62],
				[1, 63],
			],
			[null, null, null, null],
		],
		[
			'three over half a minute',
			[
				[1, 60],
				[2, 75],
				[3, 90],
			],
			[null, null, null],
		],
	] as [string, [number, number][], null[]][])('is a person: %s', (_title, clicks, expected) => {
		expect(judge(...clicks)).toEqual(expected);
	});

	it.each([
		['at the moment of delivery', [[1, 1]], ['soon']],
		[
			'all links at once, hours later',
			[
				[1, 7200],
				[2, 7201],
				[3, 7202],
			],
			['burst', 'burst', 'burst'],
		],
		[
			'the link that nobody sees, and what it took along',
			[
				[1, 60],
				[99, 61],
				[2, 62],
			],
			['trap', 'trap', 'trap'],
		],
	] as [string, [number, number][], string[]][])('is a program: %s', (_title, clicks, expected) => {
		expect(judge(...clicks)).toEqual(expected);
	});

	it('of a person stays theirs when a scanner was there before', () => {
		expect(judge([1, 1], [2, 1], [3, 2], [1, 3600])).toEqual(['burst', 'burst', 'burst', null]);
	});
});
