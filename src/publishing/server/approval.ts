import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { mayApprovePost } from '#publishing/policy.ts';
import { mayLeave, reviewState, type Review } from '#publishing/review-state.ts';
import { reviewDigest, type JudgedWords } from '#publishing/server/review-digest.ts';

/** Since when what authors write is approved before it goes out; null: it is not. */
export async function approvalSince(ctx: Ctx): Promise<Date | null> {
	const row = await ctx.db
		.selectFrom('publishing.house_rule')
		.select('since')
		.where('name', '=', 'approval')
		.executeTakeFirst();
	return row?.since ?? null;
}

/** Whether a variant may go out as it is now. What was last changed before the rule came stands outside of it. */
export async function isApproved(
	ctx: Ctx,
	row: JudgedWords & { id: number; changed: Date },
	since: Date | null,
): Promise<boolean> {
	if (!since || row.changed < since) return true;
	const reviews = await ctx.db
		.selectFrom('publishing.review')
		.select(['kind', 'digest'])
		.where('variant', '=', row.id)
		.orderBy('id')
		.execute();
	return mayLeave(reviewState(true, reviews as Review[], reviewDigest(row)));
}

/** Throws Problem `post.needs-approval` (409) for whoever may not send without somebody's approval. */
export async function requireOwnApproval(ctx: Ctx): Promise<void> {
	if (!mayApprovePost(ctx.actor) && (await approvalSince(ctx))) throw new Problem('post.needs-approval', 409);
}
