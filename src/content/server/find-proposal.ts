import type { Ctx } from '#platform/context/context.ts';

/** The change that is proposed to an article, with who proposes it; undefined when there is none. */
export const findProposal = (ctx: Ctx, article: number) =>
	ctx.db
		.selectFrom('content.proposal as proposal')
		.innerJoin('membership.member as by', 'by.id', 'proposal.proposed_by')
		.selectAll('proposal')
		.select('by.name as by')
		.where('proposal.article', '=', article)
		.executeTakeFirst();
