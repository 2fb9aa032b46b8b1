import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import type { ArticleSteps, Board, PostSteps, SourceSteps, Steps, Takings } from '#insight/board.ts';
import { mayReadBoard } from '#insight/policy.ts';
import { boardParts, type BoardPeriod } from '#insight/server/queries/board-sql.ts';
import { siteZone } from '#insight/server/site-zone.ts';

const day = z.iso.date({ error: 'wrong-time' });
export const Period = z.object({ from: day, to: day });

/** Longest period, in days. */
const longest = 1_100;

type Money = Takings & { article: number | null; post: number | null };

/** The board: per article, per post and in all, exact to the last unit; robots and staff left out. */
export const readBoard = query(Period, async (ctx, { from, to }): Promise<Board> => {
	authorize(ctx.actor, 'insight.read', mayReadBoard, null);
	const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
	if (!(days >= 1 && days <= longest)) throw new Problem('insight.period-wrong', 422, { days: longest });
	const timeZone = await siteZone(ctx.db);
	const period: BoardPeriod = { from, to, timeZone };
	const [articles, posts, money, totals, sources] = await Promise.all([
		sql<ArticleSteps>`${boardParts.articles(period)}`.execute(ctx.db),
		sql<PostSteps>`${boardParts.posts(period)}`.execute(ctx.db),
		sql<Money>`${boardParts.money(period)}`.execute(ctx.db),
		sql<Steps>`${boardParts.total(period)}`.execute(ctx.db),
		sql<SourceSteps>`${boardParts.sources(period)}`.execute(ctx.db),
	]);
	const total = totals.rows[0];
	if (!total) throw new Error('A sum without a row');
	return {
		from,
		to,
		timeZone,
		total: { ...total, ...takings(money.rows) },
		articles: articles.rows.map((row) => ({ ...row, ...takings(money.rows.filter((one) => one.article === row.article)) })),
		posts: posts.rows.map((row) => ({ ...row, ...takings(money.rows.filter((one) => one.post === row.post)) })),
		sources: sources.rows,
	};
});

/** Sums by currency. */
function takings(rows: readonly Money[]): { orders: number; takings: Takings[] } {
	const sums = new Map<string, Takings>();
	for (const { currency, orders, paid, refunded, net } of rows) {
		const sum = sums.get(currency) ?? { currency, orders: 0, paid: 0, refunded: 0, net: 0 };
		sums.set(currency, {
			currency,
			orders: sum.orders + orders,
			paid: sum.paid + paid,
			refunded: sum.refunded + refunded,
			net: sum.net + net,
		});
	}
	const all = [...sums.values()].sort((one, other) => (one.currency < other.currency ? -1 : 1));
	return { orders: all.reduce((sum, one) => sum + one.orders, 0), takings: all };
}
