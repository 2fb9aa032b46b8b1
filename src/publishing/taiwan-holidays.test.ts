import { expect, it } from 'vitest';
import { holidaysOf } from '#publishing/taiwan-holidays.ts';

it.each([
	['2026-01-01', ['new-year']],
	['2026-02-15', ['little-eve']],
	['2026-02-16', ['lunar-eve']],
	['2026-02-17', ['lunar-new-year']],
	['2026-02-19', ['lunar-new-year']],
	['2026-02-20', []],
	['2026-03-03', ['lantern']],
	['2026-02-28', ['peace']],
	['2026-04-04', ['children']],
	['2026-04-05', ['tomb']],
	['2028-04-04', ['children', 'tomb']],
	['2026-05-10', ['mothers']],
	['2026-06-19', ['dragon-boat']],
	['2026-09-25', ['moon']],
	['2026-09-28', ['teachers']],
	['2026-10-10', ['national']],
	['2027-02-06', ['lunar-new-year']],
	['2027-02-05', ['lunar-eve']],
	['2027-02-08', ['lunar-new-year']],
	['2027-02-09', []],
	['2027-02-20', ['lantern']],
	['2028-01-26', ['lunar-new-year']],
	['2029-02-13', ['lunar-new-year']],
	['2030-02-02', ['lunar-eve']],
	['2030-02-03', ['lunar-new-year']],
	['2030-02-06', []],
	['2030-02-17', ['lantern']],
	['2027-06-09', ['dragon-boat']],
	['2027-09-15', ['moon']],
	// The sixth month came twice in 2025: the leap one is no festival.
	['2025-08-29', ['lovers']],
	['2025-10-06', ['moon']],
])('%s is %j', (day, holidays) => {
	expect(holidaysOf(day)).toEqual(holidays);
});
