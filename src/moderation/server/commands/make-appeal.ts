import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { readAppealKey } from '#membership/server/index.ts';
import { appealMade, appealsThing } from '#moderation/events.ts';
import { longestAppeal } from '#moderation/rules.ts';
import { loadCase } from '#moderation/server/load-case.ts';

export const MakeAppeal = z.object({
	/** Of the letter, or of one's comment's page: whoever holds it is whom it was sent to. */
	key: z.string().max(100),
	words: z.string().trim().min(1, 'missing').max(longestAppeal, 'too-long'),
});

/**
 * Objects to a decision, once; it then waits in the queue. Nobody has to be signed in, since somebody shut out cannot be. The same
 * words sent twice are one objection. Throws Problem `appeal.not-found`, `appeal.settled` (taken back already), `appeal.already`.
 */
export const makeAppeal = command(MakeAppeal, async (ctx, { key, words }) => {
	const appealed = readAppealKey(ctx.site, key);
	const found = appealed && (await loadCase(ctx, appealed));
	if (!appealed || !found) throw notFound('appeal');
	if (found.appeal?.words === words) return { appealed: found.appeal.appealed };
	if (found.appeal) throw new Problem('appeal.already', 409);
	if (found.settled) throw new Problem('appeal.settled', 409);
	const written = await ctx.db
		.insertInto('moderation.appeal')
		.values({ [appealed.of]: appealed.id, member: found.member, words, appealed: ctx.now })
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!written) throw new Problem('appeal.already', 409);
	ctx.record({ name: appealMade, about: appealsThing, data: { appeal: written.id } });
	return { appealed: ctx.now };
});
