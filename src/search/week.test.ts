import { expect, it } from 'vitest';
import { weekMark, windowsBack } from '#search/week.ts';

const now = new Date('2026-11-26T08:00:00Z');
const week = 7 * 86_400_000;

it('looks through every week once, the newest first, and then through all that is older', () => {
	const windows = windowsBack("'茶':*", now);
	const marks = windows.flatMap(({ asked }) => asked.match(/'#-?\d+'/g) ?? []);
	const back = marks.map((_, index) => weekMark(new Date(now.getTime() - index * week)));
	expect(marks).toEqual(back);
	const { asked, before } = windows.at(-1) ?? {};
	expect(asked).toBe("'茶':*");
	const oldest = new Date((before?.getTime() ?? 0) - 1);
	expect(weekMark(oldest)).toBe(weekMark(new Date(now.getTime() - marks.length * week)));
	expect(weekMark(before as Date)).toBe(marks.at(-1));
});
