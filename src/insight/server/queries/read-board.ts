import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import type { ArticleSteps, Board, PostSteps, SourceSteps, Steps } from '#insight/board.ts';
import { mayReadBoard } from '#insight/policy.ts';
import { boardParts, type BoardCount, type BoardPeriod } from '#insight/server/queries/board-sql.ts';
import { noSteps, sumUp, type Money } from '#insight/server/queries/sum-up.ts';
import { siteZone } from '#insight/server/site-zone.ts';

const day = z.iso.date({ error: 'wrong-time' });
export const Period = z.object({ from: day, to: day });

/** Longest period, in days. */
const longest = 1_100;

/** The board: per article, per post and in all, exact to the last unit; robots and staff left out. */
export const readBoard = query(Period, async (ctx, { from, to }): Promise<Board> => {
	authorize(ctx.actor, 'insight.read', mayReadBoard, null);
	const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
	if (!(days >= 1 && days <= longest)) throw new Problem('insight.period-wrong', 422, { days: longest });
	const timeZone = await siteZone(ctx.db);
	const period: BoardPeriod = { from, to, timeZone };
	const [counts, money, sources] = await Promise.all([
		sql<BoardCount>`${boardParts.counts(period)}`.execute(ctx.db),
		sql<Money>`${boardParts.money(period)}`.execute(ctx.db),
		sql<SourceSteps>`${boardParts.sources(period)}`.execute(ctx.db),
	]);
	const sums = sumUp(counts.rows, money.rows);
	const [articles, posts] = await Promise.all([
		sql<Omit<ArticleSteps, keyof Steps>>`${boardParts.articles(period, [...sums.articles.keys()])}`.execute(ctx.db),
		sql<Omit<PostSteps, keyof Steps>>`${boardParts.posts(period, [...sums.posts.keys()])}`.execute(ctx.db),
	]);
	return {
		from,
		to,
		timeZone,
		total: sums.total,
		articles: articles.rows
			.map((row) => ({ ...row, ...(sums.articles.get(row.article) ?? noSteps()) }))
			.sort(byVisits((row) => row.article)),
		posts: posts.rows
			.map((row) => ({ ...row, ...(sums.posts.get(row.post) ?? noSteps()) }))
			.sort(byVisits((row) => row.post)),
		sources: sources.rows,
	};
});

/** Most visits first, then the newest. */
const byVisits =
	<Row extends Steps>(id: (row: Row) => number) =>
	(one: Row, other: Row): number =>
		other.visits - one.visits || id(other) - id(one);
