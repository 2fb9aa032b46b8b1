import { query } from '#platform/context/command.ts';
import type { Takings } from '#insight/board.ts';
import { wilson, type Share } from '#insight/interval.ts';
import { Period, readBoard } from '#insight/server/queries/read-board.ts';

/** One step of the way, and its share of the step before with its 95 % interval. */
export interface FunnelStep {
	step: 'reached' | 'visits' | 'members';
	count: number;
	ofBefore: Share | null;
}

/** The way in numbers, for other programs. */
export interface Funnel {
	from: string;
	to: string;
	timeZone: string;
	steps: FunnelStep[];
	comments: { home: number; back: number };
	orders: number;
	revenue: Takings[];
}

/** The way of the whole site from reach to orders on the days `from` to `to`. */
export const readFunnel = query(Period, async (ctx, period): Promise<Funnel> => {
	const { total, from, to, timeZone } = await readBoard(ctx, period);
	const counts = [
		{ step: 'reached', count: total.reached ?? 0 },
		{ step: 'visits', count: total.visits },
		{ step: 'members', count: total.members },
	] as const;
	return {
		from,
		to,
		timeZone,
		steps: counts.map(({ step, count }, place) => ({
			step,
			count,
			ofBefore: wilson(count, counts[place - 1]?.count ?? 0),
		})),
		comments: { home: total.commentsHome, back: total.commentsBack },
		orders: total.orders,
		revenue: total.takings,
	};
});
