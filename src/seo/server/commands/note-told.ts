import { z } from 'zod';
import { authorize, type Actor } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';

const outcomes = ['told', 'none', 'refused', 'unreachable'] as const;
export type Outcome = (typeof outcomes)[number];

/** What tells: an article or a page. */
export type Teller = { article: number; page: null } | { article: null; page: number };

const NoteTold = z.object({
	teller: z.custom<Teller>(),
	target: z.string(),
	/** Null: it was told that nothing links to it any more, and is not told again. */
	outcome: z.enum(outcomes).nullable(),
});
const mayNote = (actor: Actor): boolean => actor.kind === 'system';

/** Notes that a page elsewhere was told that something here links to it. Safe to run twice. */
export const noteTold = command(NoteTold, async (ctx, { teller, target, outcome }) => {
	authorize(ctx.actor, 'mention.note', mayNote, null);
	if (outcome === null)
		await ctx.db
			.deleteFrom('seo.told_mention')
			.where(teller.page === null ? 'article' : 'page', '=', teller.article ?? teller.page)
			.where('target', '=', target)
			.execute();
	else
		await ctx.db
			.insertInto('seo.told_mention')
			.values({ ...teller, target, outcome, told: ctx.now })
			.onConflict((conflict) => conflict.columns(['article', 'page', 'target']).doUpdateSet({ outcome, told: ctx.now }))
			.execute();
});
