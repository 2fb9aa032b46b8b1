import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { randomToken } from '#platform/token.ts';
import { variantPosted, variantRefused } from '#publishing/events.ts';
import { accountLimits } from '#publishing/server/account-limits.ts';
import { isApproved } from '#publishing/server/approval.ts';
import { judgeVariant } from '#publishing/server/judge-variant.ts';
import { placePost } from '#publishing/server/place-post.ts';
import { shapeOf } from '#publishing/server/shape-of.ts';

const PlaceVariant = z.object({ variant: z.number(), sentByCaller: z.boolean().default(false) });

/**
 * Makes a post of a variant whose time has come, after judging it again. Nothing happens when it was moved, called off or sent
 * meanwhile, or while everything is paused: the timer comes back. Gives the post. Safe to run twice.
 */
export const placeVariant = command(
	PlaceVariant,
	async (ctx, { variant: id, sentByCaller }): Promise<number | null> => {
		const row = await findDueForUpdate(ctx, id);
		if (!row || row.paused) return null;
		const shape = shapeOf(row);
		const now = { network: row.network, refused: row.refused, limits: row.limits };
		const judged = await judgeVariant(ctx, { ...row, shape, now }, ctx.now);
		const approved = await isApproved(ctx, row, row.since);
		const change = ctx.db.updateTable('publishing.variant').where('id', '=', id);
		const about = `draft:${row.draft}`;
		if (!judged.may || !approved) {
			const trouble = judged.may ? 'not-approved' : judged.trouble;
			await change.set({ refused: ctx.now, trouble }).execute();
			ctx.record({ name: variantRefused, about, data: { draft: row.draft, variant: id, trouble } });
			return null;
		}
		const post = await placePost(ctx, {
			...row,
			...judged,
			shape,
			key: randomToken(20),
			queued: row.due ?? ctx.now,
			sentByCaller,
			limits: accountLimits(now),
		});
		await change.set({ posted: ctx.now, post }).execute();
		ctx.record({
			name: variantPosted,
			about: [about, `post:${post}`],
			data: { draft: row.draft, variant: id, post },
		});
		return post;
	},
);

/** A variant whose time has come, with everything that is asked before it goes out, in one statement. */
const findDueForUpdate = (ctx: Ctx, id: number) =>
	ctx.db
		.selectFrom('publishing.variant as variant')
		.innerJoin('publishing.draft as draft', 'draft.id', 'variant.draft')
		.innerJoin('publishing.account as account', 'account.id', 'variant.account')
		.select(['variant.id', 'variant.draft', 'variant.account', 'variant.text', 'variant.due'])
		.select(['draft.article', 'draft.target', 'draft.campaign', 'draft.pictures', 'draft.author', 'draft.changed'])
		.select(['variant.link_place', 'variant.layout', 'variant.comment', 'variant.alts'])
		.select(['account.network', 'account.refused', 'account.limits'])
		.select([
			sql<boolean>`exists (select from publishing.pause where resumed is null)`.as('paused'),
			sql<Date | null>`(select since from publishing.house_rule where name = 'approval')`.as('since'),
		])
		.where('variant.id', '=', id)
		.where('variant.due', '<=', ctx.now)
		.where('variant.posted', 'is', null)
		.where('variant.refused', 'is', null)
		.where('variant.cancelled', 'is', null)
		.forUpdate('variant')
		.executeTakeFirst();
