import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { compareText } from '#platform/document/difference.ts';
import { mayApprovePost, mayShare } from '#publishing/policy.ts';
import { reviewState, type Review } from '#publishing/review-state.ts';
import { approvalSince } from '#publishing/server/approval.ts';
import { reviewDigest } from '#publishing/server/review-digest.ts';

/** How a draft stands with those who approve: each variant, what changed since it was approved, and what was said. Null: no rule. */
export const readReview = query(z.object({ draft: z.coerce.number().int().positive() }), async (ctx, { draft }) => {
	authorize(ctx.actor, 'post.share', mayShare, null);
	const since = await approvalSince(ctx);
	if (!since) return null;
	const rows = await ctx.db
		.selectFrom('publishing.variant as variant')
		.innerJoin('publishing.draft as draft', 'draft.id', 'variant.draft')
		.innerJoin('publishing.account as account', 'account.id', 'variant.account')
		.select(['variant.id', 'variant.text', 'variant.link_place', 'variant.layout', 'variant.comment', 'variant.alts'])
		.select(['draft.article', 'draft.target', 'draft.campaign', 'draft.pictures', 'draft.changed', 'account.name'])
		.where('variant.draft', '=', draft)
		.where('variant.posted', 'is', null)
		.where('variant.cancelled', 'is', null)
		.orderBy('variant.id')
		.execute();
	const said = rows.length
		? await ctx.db
				.selectFrom('publishing.review as review')
				.leftJoin('membership.member as member', 'member.id', 'review.reviewed_by')
				.select(['review.variant', 'review.kind', 'review.words', 'review.digest', 'review.text', 'review.reviewed'])
				.select('member.name as by')
				.where(
					'review.variant',
					'in',
					rows.map(({ id }) => id),
				)
				.orderBy('review.id')
				.execute()
		: [];
	const variants = rows.map((row) => {
		const own = said.filter(({ variant }) => variant === row.id);
		const digest = reviewDigest(row);
		const approved = own.findLast(({ kind }) => kind === 'approved');
		return {
			id: row.id,
			name: row.name,
			state: reviewState(row.changed >= since, own as Review[], digest),
			/** From what was approved to what it says now; null: it was never approved. */
			pieces: approved ? compareText(approved.text, row.text) : null,
			text: row.text,
			digest,
		};
	});
	const [first] = rows;
	return {
		variants,
		mayApprove: mayApprovePost(ctx.actor),
		seen: variants.map(({ digest }) => digest).join(' '),
		/** Each thing that was said once, oldest first. */
		log: said
			.filter(({ variant }) => variant === first?.id)
			.map(({ kind, words, reviewed, by }) => ({ kind: kind as Review['kind'], words, reviewed, by })),
	};
});

/** Drafts that wait for somebody's approval; and, of the person who asks, those that were handed back. */
export const listReviews = query(z.object({ limit: z.number().int().max(50).default(7) }), async (ctx, { limit }) => {
	authorize(ctx.actor, 'post.share', mayShare, null);
	if (!(await approvalSince(ctx))) return { asked: [], returned: [] };
	const me = memberOf(ctx.actor);
	const [asked, returned] = await Promise.all([
		mayApprovePost(ctx.actor) ? latest(ctx, 'asked', limit).execute() : [],
		me === null ? [] : latest(ctx, 'returned', limit).where('draft.author', '=', me).execute(),
	]);
	return { asked, returned };
});

const latest = (ctx: Ctx, kind: 'asked' | 'returned', limit: number) =>
	ctx.db
		.selectFrom('publishing.draft as draft')
		.select(['draft.id', 'draft.text'])
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('publishing.variant as variant')
					.innerJoin('publishing.review as review', 'review.variant', 'variant.id')
					.select('review.id')
					.whereRef('variant.draft', '=', 'draft.id')
					.where('variant.posted', 'is', null)
					.where('variant.cancelled', 'is', null)
					.where('review.kind', '=', kind)
					.where((inner) =>
						inner.not(
							inner.exists(
								inner
									.selectFrom('publishing.review as later')
									.select('later.id')
									.whereRef('later.variant', '=', 'variant.id')
									.whereRef('later.id', '>', 'review.id'),
							),
						),
					),
			),
		)
		.orderBy('draft.changed', 'desc')
		.limit(limit);
