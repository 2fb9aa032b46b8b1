import type { Ctx } from '#platform/context/context.ts';
import { money } from '#commerce/ui/money.ts';
import { readFunnel, siteDay, type Funnel } from '#insight/server/index.ts';
import { offerWeek, type Week } from '#notification/week.ts';
import { readBrand } from '#site/server/index.ts';
import { readToday } from '#web/today.ts';

const dayLong = 86_400_000;

/** The seven days before today, and the seven before those; and what waits on the console's first page. */
offerWeek(async (ctx: Ctx): Promise<Week> => {
	const { timeZone } = await readBrand(ctx, {});
	const day = (ago: number): string => siteDay(ctx.now.getTime() - ago * dayLong, timeZone);
	const [week, before, today] = await Promise.all([
		readFunnel(ctx, { from: day(7), to: day(1) }),
		readFunnel(ctx, { from: day(14), to: day(8) }),
		readToday(ctx, timeZone),
	]);
	return {
		from: week.from,
		to: week.to,
		...countsOf(week),
		takings: week.revenue.map(({ net, currency }) => money(ctx.locale, net, currency)).join(' + '),
		before: countsOf(before),
		waiting: today.tasks.map(({ text, href }) => ({ text, href })),
	};
});

const countsOf = ({ steps, comments, orders }: Funnel) => ({
	visits: steps.find(({ step }) => step === 'visits')?.count ?? 0,
	members: steps.find(({ step }) => step === 'members')?.count ?? 0,
	comments: comments.home + comments.back,
	orders,
});
