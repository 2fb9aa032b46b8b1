import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { variantCancelled, variantMoved } from '#publishing/events.ts';
import { mayChangeDraft } from '#publishing/policy.ts';
import { sendAt } from '#publishing/server/jobs/send-variant.ts';
import { judgeVariant } from '#publishing/server/judge-variant.ts';
import { shapeOf } from '#publishing/server/shape-of.ts';
import { takeSlot } from '#publishing/server/take-slot.ts';

const OneVariant = z.object({ variant: z.coerce.number().int().positive() });

const MoveVariant = OneVariant.extend({
	/** `none`: it goes out at no time until somebody says one. */
	when: z.enum(['none', 'now', 'at', 'slot']),
	at: z.date().optional(),
});

/**
 * Says when a variant goes out that has not gone out yet; one that was refused is judged anew. Throws Problem
 * `variant.not-found`, `variant.gone` (409), `input.invalid` (`variant` with the trouble, `at: missing`, `at: past`,
 * `when: no-slot`).
 */
export const moveVariant = command(MoveVariant, async (ctx, { variant: id, when, at }) => {
	const row = await findOpen(ctx, id);
	if (when === 'at' && (!at || at <= ctx.now)) throw invalidInput([{ path: 'at', key: at ? 'past' : 'missing' }]);
	const due =
		when === 'none' ? null : when === 'now' ? ctx.now : when === 'at' ? (at ?? null) : await takeSlot(ctx, row.account);
	if (when === 'slot' && !due) throw invalidInput([{ path: 'when', key: 'no-slot' }]);
	if (due) {
		const judged = await judgeVariant(ctx, { ...row, shape: shapeOf(row) }, due);
		if (!judged.may) throw invalidInput([{ path: 'variant', key: judged.trouble }]);
	}
	await ctx.db
		.updateTable('publishing.variant')
		.set({ due, refused: null, trouble: null })
		.where('id', '=', id)
		.execute();
	ctx.record({
		name: variantMoved,
		about: `draft:${row.draft}`,
		data: { draft: row.draft, variant: id, due: due?.toISOString() ?? null },
	});
	if (due) sendAt(ctx, id, due);
	return { draft: row.draft, due };
});

/** Calls a variant off that has not gone out yet. Throws Problem `variant.not-found`, `variant.gone` (409). */
export const cancelVariant = command(OneVariant, async (ctx, { variant: id }) => {
	const row = await findOpen(ctx, id);
	await ctx.db
		.updateTable('publishing.variant')
		.set({ cancelled: ctx.now, cancelled_by: memberOf(ctx.actor), due: null, refused: null, trouble: null })
		.where('id', '=', id)
		.execute();
	ctx.record({ name: variantCancelled, about: `draft:${row.draft}`, data: { draft: row.draft, variant: id } });
	return { draft: row.draft };
});

/** A variant that can still be changed, held until the command is over. */
async function findOpen(ctx: Ctx, id: number) {
	const row = await ctx.db
		.selectFrom('publishing.variant as variant')
		.innerJoin('publishing.draft as draft', 'draft.id', 'variant.draft')
		.innerJoin('publishing.account as account', 'account.id', 'variant.account')
		.select(['variant.id', 'variant.draft', 'variant.account', 'variant.text', 'variant.posted', 'variant.cancelled'])
		.select(['draft.article', 'draft.target', 'draft.campaign', 'draft.pictures', 'draft.author'])
		.select(['variant.link_place', 'variant.layout', 'variant.comment', 'variant.alts'])
		.where('variant.id', '=', id)
		.forUpdate(['variant', 'account'])
		.executeTakeFirst();
	if (!row) throw notFound('variant');
	authorize(ctx.actor, 'draft.change', mayChangeDraft, row);
	if (row.posted || row.cancelled) throw new Problem('variant.gone', 409);
	return row;
}
