import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { maySeePosts } from '#publishing/policy.ts';
import { shapeOf } from '#publishing/server/shape-of.ts';
import { variantState } from '#publishing/variant-state.ts';

const id = z.coerce.number().int().positive();
const ListDrafts = z.object({
	/** Id of the last draft that was seen. */
	before: id.optional(),
	limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** What is written for several accounts, newest first, each with how it goes to each. `next` is what `before` goes on from, or null. */
export const listDrafts = query(ListDrafts, async (ctx, { before, limit }) => {
	authorize(ctx.actor, 'post.list', maySeePosts, null);
	let rows = select(ctx)
		.orderBy('id', 'desc')
		.limit(limit + 1);
	if (before) rows = rows.where('id', '<', before);
	const found = await rows.execute();
	const items = await withVariants(ctx, found.slice(0, limit));
	return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
});

/** One of them. Throws Problem `draft.not-found`. */
export const readDraft = query(z.object({ id }), async (ctx, { id: wanted }) => {
	authorize(ctx.actor, 'post.list', maySeePosts, null);
	const [draft] = await withVariants(ctx, await select(ctx).where('id', '=', wanted).execute());
	if (!draft) throw notFound('draft');
	return draft;
});

const select = (ctx: Ctx) =>
	ctx.db
		.selectFrom('publishing.draft')
		.select(['id', 'article', 'target', 'text', 'hashtags', 'labels', 'pictures', 'campaign', 'created', 'changed']);

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

async function withVariants(ctx: Ctx, drafts: readonly Row[]) {
	const variants = drafts.length
		? await ctx.db
				.selectFrom('publishing.variant')
				.selectAll()
				.where(
					'draft',
					'in',
					drafts.map(({ id: draft }) => draft),
				)
				.orderBy('id')
				.execute()
		: [];
	return drafts.map((draft) => ({
		...draft,
		variants: variants
			.filter((one) => one.draft === draft.id)
			.map((row) => ({ ...row, shape: shapeOf(row), state: variantState(row) })),
	}));
}
