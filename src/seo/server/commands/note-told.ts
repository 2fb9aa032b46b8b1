import { z } from 'zod';
import { authorize, type Actor } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';

const outcomes = ['told', 'none', 'refused', 'unreachable'] as const;
export type Outcome = (typeof outcomes)[number];

const NoteTold = z.object({ article: z.number().int(), target: z.string(), outcome: z.enum(outcomes) });
const mayNote = (actor: Actor): boolean => actor.kind === 'system';

/** Notes that a page was told that an article links to it. Safe to run twice. */
export const noteTold = command(NoteTold, async (ctx, { article, target, outcome }) => {
	authorize(ctx.actor, 'mention.note', mayNote, null);
	await ctx.db
		.insertInto('seo.told_mention')
		.values({ article, target, outcome, told: ctx.now })
		.onConflict((conflict) => conflict.columns(['article', 'target']).doUpdateSet({ outcome, told: ctx.now }))
		.execute();
});
