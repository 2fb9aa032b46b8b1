import type { CalendarView } from '#publishing/calendar-days.ts';
import type { PostState } from '#publishing/post-state.ts';
import type { Holiday } from '#publishing/taiwan-holidays.ts';
import type { VariantState } from '#publishing/variant-state.ts';

/** Something in the calendar, with its time as the clocks of the site show it. */
export interface ShownEntry {
	key: string;
	variant: number | null;
	draft: number | null;
	post: number | null;
	local: string;
	text: string;
	account: { id: number; name: string; title: string };
	campaign: string | null;
	labels: string[];
	state: Exclude<VariantState, 'posted'> | PostState;
	movable: boolean;
}

/** What the calendar's page is given. */
export interface CalendarData {
	view: CalendarView;
	day: string;
	today: string;
	before: string;
	after: string;
	filter: { account: string; campaign: string; label: string };
	days: { day: string; holidays: Holiday[]; entries: ShownEntry[] }[];
	accounts: { id: number; name: string; title: string }[];
	campaigns: string[];
	labels: string[];
	mayShare: boolean;
}

/** The address of a view: its day and what it is filtered by. */
export function viewAddress(data: CalendarData, more: { view?: CalendarView; day?: string }): string {
	const query = new URLSearchParams({ view: more.view ?? data.view, day: more.day ?? data.day });
	for (const [name, value] of Object.entries(data.filter)) if (value) query.set(name, value);
	return `/console/posts?${query.toString()}`;
}
