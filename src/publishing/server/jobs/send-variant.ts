import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { randomToken } from '#platform/token.ts';
import { variantPosted, variantRefused } from '#publishing/events.ts';
import { isApproved } from '#publishing/server/approval.ts';
import { judgeVariant } from '#publishing/server/judge-variant.ts';
import { shapeOf } from '#publishing/server/shape-of.ts';
import { placePost } from '#publishing/server/place-post.ts';
import { readPause } from '#publishing/server/queries/read-pause.ts';

/** Variants that one round of the timer takes on. */
const perRound = 500;

/**
 * Makes a post of a variant whose time has come, after judging it again. Nothing happens when it was moved, called off or sent
 * meanwhile, or while everything is paused: the timer comes back. Safe to run twice.
 */
export const placeVariant = command(z.object({ variant: z.number() }), async (ctx, { variant: id }) => {
	const row = await ctx.db
		.selectFrom('publishing.variant as variant')
		.innerJoin('publishing.draft as draft', 'draft.id', 'variant.draft')
		.select(['variant.id', 'variant.draft', 'variant.account', 'variant.text', 'variant.due'])
		.select(['draft.article', 'draft.target', 'draft.campaign', 'draft.pictures', 'draft.author', 'draft.changed'])
		.select(['variant.link_place', 'variant.layout', 'variant.comment', 'variant.alts'])
		.where('variant.id', '=', id)
		.where('variant.due', '<=', ctx.now)
		.where('variant.posted', 'is', null)
		.where('variant.refused', 'is', null)
		.where('variant.cancelled', 'is', null)
		.forUpdate('variant')
		.executeTakeFirst();
	if (!row || (await readPause(ctx, {}))) return;
	const shape = shapeOf(row);
	const judged = await judgeVariant(ctx, { ...row, shape }, ctx.now);
	const approved = await isApproved(ctx, row);
	const change = ctx.db.updateTable('publishing.variant').where('id', '=', id);
	const about = `draft:${row.draft}`;
	if (!judged.may || !approved) {
		const trouble = judged.may ? 'not-approved' : judged.trouble;
		await change.set({ refused: ctx.now, trouble }).execute();
		ctx.record({ name: variantRefused, about, data: { draft: row.draft, variant: id, trouble } });
		return;
	}
	const post = await placePost(ctx, { ...row, ...judged, shape, key: randomToken(20) });
	await change.set({ posted: ctx.now, post }).execute();
	ctx.record({
		name: variantPosted,
		about: [about, `post:${post}`],
		data: { draft: row.draft, variant: id, post },
	});
});

/** Sends a variant at its time; should this be lost, the timer comes within a minute. */
export const sendVariant = job<{ variant: number }>('publishing.send-variant', {}, async (ctx, { variant }) => {
	await placeVariant(ctx, { variant });
});

/** Has a variant sent at its time. Inside a command. */
export const sendAt = (ctx: Ctx, variant: number, due: Date): void =>
	ctx.queue(sendVariant, { variant }, due > ctx.now ? { after: due } : {});

/** Every minute: sends what is due and was not sent, in the order of its times. */
export const sendDue = job('publishing.send-due', { every: '* * * * *', retries: 0 }, async (ctx) => {
	if (await readPause(ctx, {})) return;
	const due = await ctx.db
		.selectFrom('publishing.variant')
		.select('id')
		.where('due', '<=', ctx.now)
		.where('posted', 'is', null)
		.where('refused', 'is', null)
		.where('cancelled', 'is', null)
		.orderBy('due')
		.orderBy('id')
		.limit(perRound)
		.execute();
	for (const { id } of due) await placeVariant(ctx, { variant: id });
});
