import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { randomToken } from '#platform/token.ts';
import { variantPosted, variantRefused } from '#publishing/events.ts';
import { isApproved } from '#publishing/server/approval.ts';
import { attemptPost } from '#publishing/server/jobs/deliver-post.ts';
import { judgeVariant } from '#publishing/server/judge-variant.ts';
import { shapeOf } from '#publishing/server/shape-of.ts';
import { placePost } from '#publishing/server/place-post.ts';
import { readPause } from '#publishing/server/queries/read-pause.ts';

/** Variants that one round of the timer takes on. */
const perRound = 500;

const PlaceVariant = z.object({ variant: z.number(), sentByCaller: z.boolean().default(false) });

/**
 * Makes a post of a variant whose time has come, after judging it again. Nothing happens when it was moved, called off or sent
 * meanwhile, or while everything is paused: the timer comes back. Gives the post. Safe to run twice.
 */
export const placeVariant = command(
	PlaceVariant,
	async (ctx, { variant: id, sentByCaller }): Promise<number | null> => {
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
		if (!row || (await readPause(ctx, {}))) return null;
		const shape = shapeOf(row);
		const judged = await judgeVariant(ctx, { ...row, shape }, ctx.now);
		const approved = await isApproved(ctx, row);
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

/** Sends a variant at its time; should this be lost, the timer comes within a minute. */
export const sendVariant = job<{ variant: number }>('publishing.send-variant', {}, async (ctx, { variant }) => {
	for (const due of await listBefore(ctx, variant)) {
		const post = await placeVariant(ctx, { variant: due, sentByCaller: true });
		// Without another wait in the queue: somebody said when.
		if (post !== null) await attemptPost(ctx, post);
	}
});

/** A variant, after what is due before it on the same account: what comes first stands in front. */
async function listBefore(ctx: Ctx, variant: number): Promise<number[]> {
	const rows = await ctx.db
		.selectFrom('publishing.variant as this')
		.innerJoin('publishing.variant as other', 'other.account', 'this.account')
		.select('other.id')
		.where('this.id', '=', variant)
		.where('other.due', '<=', ctx.now)
		.whereRef('other.due', '<=', 'this.due')
		.where('other.posted', 'is', null)
		.where('other.refused', 'is', null)
		.where('other.cancelled', 'is', null)
		.orderBy('other.due')
		.orderBy('other.id')
		.limit(perRound)
		.execute();
	return rows.map(({ id }) => id);
}

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
