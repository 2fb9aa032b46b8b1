import { expect, it } from 'vitest';
import { bestTimes, type CountedPost } from '#publishing/best-time.ts';

const zone = 'Asia/Taipei';
/** A post on the n-th workday at this hour of Taiwan. */
const post = (index: number, hour: number, clicks: number): CountedPost => ({
	published: new Date(Date.UTC(2026, 8, 7 + Math.floor(index / 5) * 7 + (index % 5), hour - 8, 10)),
	clicks,
});
const many = (count: number, hour: number, clicks: (index: number) => number): CountedPost[] =>
	Array.from({ length: count }, (_, index) => post(index, hour, clicks(index)));

it('says nothing before there is enough to compare', () => {
	expect(bestTimes([], zone)).toEqual({ posts: 0, best: null, needed: 20 });
	expect(
		bestTimes(
			many(12, 9, () => 5),
			zone,
		),
	).toMatchObject({ posts: 12, best: null });
	// All at one time of day: nothing to compare with.
	expect(
		bestTimes(
			many(30, 9, () => 5),
			zone,
		),
	).toMatchObject({ posts: 30, best: null });
});

it('names the time whose posts were followed most, with their number, and says when it may be chance', () => {
	const clear = bestTimes([...many(15, 12, (index) => 20 + index), ...many(15, 9, (index) => index)], zone);
	expect(clear.best![0]).toEqual({ days: 'workday', from: 12, to: 15, posts: 15, median: 27, sure: true });
	const same = bestTimes([...many(15, 12, (index) => index), ...many(15, 9, (index) => index)], zone);
	expect(same.best!.every(({ sure }) => !sure)).toBe(true);
	expect(bestTimes([...many(15, 12, () => 0), ...many(15, 9, () => 0)], zone).best!.every(({ sure }) => !sure)).toBe(
		true,
	);
});

it('leaves out a time of day with few posts, however well they did', () => {
	const found = bestTimes([...many(4, 20, () => 500), ...many(12, 12, () => 9), ...many(12, 9, () => 1)], zone);
	expect(found.best!.map(({ from }) => from)).toEqual([12, 9]);
});
