import { expect, it } from 'vitest';
import { nextCollect } from '#publishing/server/next-collect.ts';

const now = new Date('2026-11-24T02:00:00Z');
const minute = 60_000;
const day = 1_440 * minute;

it.each([
	['just now', 0, 5],
	['by a clock that is ahead', -5 * minute, 5],
	['within the hour', 59 * minute, 5],
	['an hour ago', 60 * minute, 30],
	['within the week', 7 * day - 1, 30],
	['a week ago', 7 * day, 300],
	['a month ago', 30 * day, 1_440],
])('what was last said %s is looked after at its pace', (_title, silence, minutes) => {
	expect(nextCollect(new Date(now.getTime() - silence), now)).toEqual(new Date(now.getTime() + minutes * minute));
});

it('what nobody answered for two months is let be', () => {
	expect(nextCollect(new Date(now.getTime() - 60 * day), now)).toBeNull();
});
