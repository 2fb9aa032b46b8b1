import { expect, it } from 'vitest';
import { timeMarks, windowsBack } from '#search/stretch.ts';

const day = 86_400_000;
const marksOf = (time: number): string[] => timeMarks(new Date(time)).split(' ');

/** The windows that an entry of a moment is found by. */
function finder(now: Date): (time: number) => number[] {
	const windows = windowsBack("'茶'", now);
	const named = new Map(
		windows.flatMap(({ asked }, index) => (asked.match(/'#[^']+'/g) ?? []).map((mark) => [mark, index])),
	);
	const { from = now, to = now } = windows.at(-1)?.outside ?? {};
	return (time) => [
		...marksOf(time).flatMap((mark) => named.get(mark) ?? []),
		...(time < from.getTime() || time >= to.getTime() ? [windows.length - 1] : []),
	];
}

it.each(['2026-11-26T08:00:00Z', '2026-11-27T00:00:00Z', '2027-01-01T23:59:59Z', '1998-02-03T04:05:06Z'])(
	'looks at every day once, seen from %s: what is to come, today, and back',
	(moment) => {
		const now = new Date(moment);
		const days = 20 * 365;
		const windowsOf = finder(now);
		const found = Array.from({ length: 2 * days }, (_, index) => windowsOf(now.getTime() + (days - index) * day));
		expect(found.every((windows) => windows.length === 1)).toBe(true);
		// From the first window on, all in order; the last one has what is further away than any mark, on both sides.
		const last = windowsBack("'茶'", now).length - 1;
		const near = found.flat().filter((window) => window !== last);
		expect(near).toEqual(near.toSorted((one, other) => one - other));
		expect(found.slice(days - 1, days + 1)).toEqual([[0], [1]]);
	},
);

it('goes far back in few steps, and in none much further than in all before it', () => {
	const counts: number[] = [];
	for (let day = 0; day < 2_000; day++) {
		const now = new Date(Date.UTC(2026, 10, 26, 8) + day * 86_400_000);
		const windows = windowsBack("'茶'", now);
		counts.push(windows.length);
		expect(windows.at(-1)?.asked).toBe("'茶'");
		expect(windows.at(-1)?.outside?.from.getTime()).toBeLessThan(now.getTime() - 8 * 365 * 86_400_000);
		const lengths = windows.slice(1, -1).map(({ asked }) => 4 ** Number(/#(\d)/.exec(asked)?.[1]));
		let before = 1;
		for (const length of lengths) {
			expect(length).toBeLessThanOrEqual(2 * before);
			before += length;
		}
	}
	expect(Math.max(...counts)).toBeLessThanOrEqual(33);
});
