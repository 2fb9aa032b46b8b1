import type { RequestEvent } from '@sveltejs/kit';
import { localTime } from '#platform/language/zoned-time.ts';
import { calendarDays, calendarViews, rangeOf, readDay, turnedDay } from '#publishing/calendar-days.ts';
import { mayKeepCampaigns, mayShare } from '#publishing/policy.ts';
import { listAccounts, listCalendar, listCampaigns, listLabels } from '#publishing/server/index.ts';
import { holidaysOf } from '#publishing/taiwan-holidays.ts';
import { readSwitch } from '#web/posting-switch.ts';

/** The calendar of posts as its address asks for it: view, day and filters. What cannot be meant is left out. */
export async function readCalendar({ locals: { ctx, brand }, url }: RequestEvent) {
	const { timeZone } = brand;
	const asked = (name: string): string => url.searchParams.get(name) ?? '';
	const today = localTime(ctx.now, timeZone).slice(0, 10);
	const view = calendarViews.find((one) => one === asked('view')) ?? 'month';
	const day = readDay(asked('day'), today);
	const days = calendarDays(view, day);
	const account = /^\d{1,15}$/.test(asked('account')) ? Number(asked('account')) : undefined;
	const filter = {
		...(account ? { account } : {}),
		...(asked('campaign') ? { campaign: asked('campaign').slice(0, 60) } : {}),
		...(asked('label') ? { label: asked('label').slice(0, 40) } : {}),
	};
	const [calendar, { accounts }, campaigns, labels, posting] = await Promise.all([
		listCalendar(ctx, { ...rangeOf(days, timeZone), ...filter }),
		listAccounts(ctx, {}),
		listCampaigns(ctx, {}),
		listLabels(ctx, {}),
		readSwitch(ctx),
	]);
	const at = (moment: Date): string => localTime(moment, timeZone);
	return {
		view,
		day,
		today,
		before: turnedDay(view, day, -1),
		after: turnedDay(view, day, 1),
		filter: { account: String(account ?? ''), campaign: filter.campaign ?? '', label: filter.label ?? '' },
		days: days.map((one) => ({
			day: one,
			// A house that lives by Taiwan's clocks keeps Taiwan's feasts.
			holidays: timeZone === 'Asia/Taipei' ? holidaysOf(one) : [],
			entries: calendar.entries
				.filter((entry) => at(entry.at).startsWith(one))
				.map((entry) => ({ ...entry, local: at(entry.at) })),
		})),
		loose: calendar.loose.map((entry) => ({ ...entry, local: at(entry.at) })),
		accounts: accounts.map(({ id, name, title }) => ({ id, name, title })),
		campaigns,
		labels,
		posting,
		mayShare: mayShare(ctx.actor),
		maySet: mayKeepCampaigns(ctx.actor),
	};
}
