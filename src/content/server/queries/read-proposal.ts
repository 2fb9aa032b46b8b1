import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { mayChange, mayReview, mayWithdraw } from '#content/policy.ts';
import { findProposal } from '#content/server/find-proposal.ts';
import { findWritten } from '#content/server/find-written.ts';
import { compareVersions } from '#content/server/queries/read-revision.ts';
import { renderBody } from '#content/server/render-body.ts';

/** What is proposed to an article and how it differs from what readers see. Throws Problem `proposal.not-found`. */
export const readProposal = query(
	z.object({ article: z.coerce.number().int().positive() }),
	async (ctx, { article: id }) => {
		const article = await findWritten(ctx, id);
		authorize(ctx.actor, 'article.write', mayChange, article);
		const proposal = await findProposal(ctx, id);
		if (!proposal) throw notFound('proposal');
		const saved = await ctx.db
			.selectFrom('content.article')
			.select(['title', 'slug', 'excerpt', 'body', 'tags', 'locale', 'access'])
			.select(seriesNamed('content.article').as('series'))
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		const { series } = await ctx.db
			.selectFrom('content.proposal')
			.select(seriesNamed('content.proposal').as('series'))
			.where('article', '=', id)
			.executeTakeFirstOrThrow();
		const { body_html, excerpt } = await renderBody(ctx, proposal.body, article.locale as 'zh-TW' | 'en');
		return {
			article,
			proposal,
			html: body_html,
			difference: compareVersions(
				{ ...saved, named: { authors: '', series: saved.series } },
				{
					...saved,
					...proposal,
					excerpt: proposal.excerpt || excerpt,
					named: { authors: '', series },
				},
			),
			may: { review: mayReview(ctx.actor), withdraw: mayWithdraw(ctx.actor, proposal) },
		};
	},
);

const seriesNamed = (row: 'content.article' | 'content.proposal') =>
	sql<string>`coalesce((
		select one.title || coalesce(' ' || ${sql.ref(`${row}.series_position`)}, '') from content.series one
		where one.id = ${sql.ref(`${row}.series`)}
	), '')`;

/** Whether a change to an article waits: who proposed it and when, for those who may work on the article; or null. */
export const noticeProposal = query(z.object({ article: z.number().int().positive() }), async (ctx, { article }) => {
	authorize(ctx.actor, 'article.write', mayChange, await findWritten(ctx, article));
	const found = await findProposal(ctx, article);
	return found ? { by: found.by, proposed: found.proposed, returned: found.returned } : null;
});
