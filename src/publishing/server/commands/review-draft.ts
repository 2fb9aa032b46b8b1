import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { approvalAsked, approvalSet, draftApproved, draftReturned } from '#publishing/events.ts';
import { mayApprovePost, mayChangeDraft, mayKeepApproval } from '#publishing/policy.ts';
import { reviewDigest } from '#publishing/server/review-digest.ts';

const OneDraft = z.object({
	draft: z.coerce.number().int().positive(),
	words: z.string().trim().max(2_000).default(''),
});

/** Says that the variants of a draft are ready to be looked at. Throws Problem `draft.not-found`. */
export const askApproval = command(OneDraft, async (ctx, { draft, words }) => {
	authorize(ctx.actor, 'draft.change', mayChangeDraft, await findDraft(ctx, draft));
	await noteReviews(ctx, draft, 'asked', words);
	ctx.record({ name: approvalAsked, about: `draft:${draft}`, data: { draft } });
	return { draft };
});

/**
 * Approves what a draft says now, or hands it back with a reason. Throws Problem `draft.not-found`, `input.invalid`
 * (`words: missing` when it is handed back without one; `seen: changed` when it says something else than what was read).
 */
export const reviewDraft = command(
	OneDraft.extend({
		decision: z.enum(['approved', 'returned']),
		/** Digests of what was read, joined: what was changed while somebody read is not approved. */
		seen: z.string().max(5_000).optional(),
	}),
	async (ctx, { draft, words, decision, seen }) => {
		authorize(ctx.actor, 'post.approve', mayApprovePost, null);
		await findDraft(ctx, draft);
		if (decision === 'returned' && !words) throw invalidInput([{ path: 'words', key: 'missing' }]);
		const digests = (await listOpen(ctx, draft)).map(reviewDigest).join(' ');
		if (decision === 'approved' && seen !== undefined && seen !== digests)
			throw invalidInput([{ path: 'seen', key: 'changed-meanwhile' }]);
		await noteReviews(ctx, draft, decision, words);
		const name = decision === 'approved' ? draftApproved : draftReturned;
		ctx.record({ name, about: `draft:${draft}`, data: { draft } });
		return { draft };
	},
);

/** Whether what authors write is approved before it goes out. */
export const keepApproval = command(z.object({ required: z.boolean() }), async (ctx, { required }) => {
	authorize(ctx.actor, 'approval.keep', mayKeepApproval, null);
	if (required)
		await ctx.db
			.insertInto('publishing.house_rule')
			.values({ name: 'approval', since: ctx.now, set_by: memberOf(ctx.actor) })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	else await ctx.db.deleteFrom('publishing.house_rule').where('name', '=', 'approval').execute();
	ctx.record({ name: approvalSet, about: 'posting', data: { required } });
});

/** Writes down what was said of every variant that did not go out yet. Inside a command. */
export async function noteReviews(
	ctx: Ctx,
	draft: number,
	kind: 'asked' | 'approved' | 'returned',
	words: string,
): Promise<void> {
	const rows = await listOpen(ctx, draft);
	if (!rows.length) return;
	const said = { kind, words, reviewed: ctx.now, reviewed_by: memberOf(ctx.actor) };
	await ctx.db
		.insertInto('publishing.review')
		.values(rows.map((row) => ({ ...said, variant: row.id, digest: reviewDigest(row), text: row.text })))
		.execute();
}

const listOpen = (ctx: Ctx, draft: number) =>
	ctx.db
		.selectFrom('publishing.variant as variant')
		.innerJoin('publishing.draft as draft', 'draft.id', 'variant.draft')
		.select(['variant.id', 'variant.text', 'variant.link_place', 'variant.layout', 'variant.comment', 'variant.alts'])
		.select(['draft.article', 'draft.target', 'draft.campaign', 'draft.pictures'])
		.where('variant.draft', '=', draft)
		.where('variant.posted', 'is', null)
		.where('variant.cancelled', 'is', null)
		.orderBy('variant.id')
		.execute();

async function findDraft(ctx: Ctx, id: number) {
	const row = await ctx.db
		.selectFrom('publishing.draft')
		.select(['id', 'author'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!row) throw notFound('draft');
	return row;
}
