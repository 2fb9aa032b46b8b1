import { describe, expect, it } from 'vitest';
import { areDifferent, nextTime, pickVersion, splitVersions, type SaidThen } from '#publishing/recurrence.ts';
import { bareWords } from '#publishing/same-words.ts';

const made = new Date('2026-11-24T02:00:00Z');

describe('a rhythm', () => {
	const rhythm = { weekdays: [2, 5], at: '09:30', weeks: 1, made };
	it('names the next time by the clocks of the site', () => {
		expect(nextTime(rhythm, made, 'Asia/Taipei')).toEqual(new Date('2026-11-27T01:30:00Z'));
		expect(nextTime(rhythm, new Date('2026-11-27T01:30:00Z'), 'Asia/Taipei')).toEqual(new Date('2026-12-01T01:30:00Z'));
	});
	it('leaves weeks out, counted from the one in which it was made', () => {
		const third = { ...rhythm, weeks: 3, weekdays: [1] };
		expect(nextTime(third, made, 'Asia/Taipei')).toEqual(new Date('2026-12-14T01:30:00Z'));
		expect(nextTime(third, new Date('2026-12-14T01:30:00Z'), 'Asia/Taipei')).toEqual(new Date('2027-01-04T01:30:00Z'));
	});
	it('follows clocks that are changed in spring', () => {
		const daily = { ...rhythm, weekdays: [1, 2, 3, 4, 5, 6, 7] };
		expect(nextTime(daily, new Date('2027-03-27T12:00:00Z'), 'Europe/Berlin')).toEqual(
			new Date('2027-03-28T07:30:00Z'),
		);
	});
});

describe('versions', () => {
	it('stand between lines of hyphens and differ in their words', () => {
		expect(splitVersions('一\r\n---\n二\n\n-----\n三\n---\n')).toEqual(['一', '二', '三']);
		expect(areDifferent(['開缸了', '今天開缸', '來看開缸'])).toBe(true);
		expect(areDifferent(['開缸了！', '開缸了 https://a.tw/1', '來看開缸'])).toBe(false);
		expect(areDifferent(['！！', '一', '二'])).toBe(false);
	});
	it('take turns, never twice in a row and never without a rest, over a year', () => {
		const versions = ['一', '二', '三'];
		const said: SaidThen[] = [];
		for (let week = 0; week < 52; week++) {
			const due = new Date(made.getTime() + week * 7 * 86_400_000);
			const version = pickVersion(versions, said, due);
			expect(version).not.toBeNull();
			for (const earlier of said)
				if (earlier.words === version)
					expect(due.getTime() - earlier.due.getTime()).toBeGreaterThanOrEqual(14 * 86_400_000);
			said.push({ words: bareWords(version!), due });
		}
		expect(said.at(-1)!.words).not.toBe(said.at(-2)!.words);
	});
	it('leave a time out when all of them went out lately', () => {
		const said = ['一', '二', '三'].map((words, index) => ({
			words,
			due: new Date(made.getTime() + index * 86_400_000),
		}));
		expect(pickVersion(['一', '二', '三'], said, new Date(made.getTime() + 3 * 86_400_000))).toBeNull();
		expect(pickVersion(['一', '二', '三', '四'], said, new Date(made.getTime() + 3 * 86_400_000))).toBe('四');
	});
});
