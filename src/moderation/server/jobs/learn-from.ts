import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { job, reaction } from '#platform/job/job.ts';
import { decisionMade, decisionUndone } from '#moderation/events.ts';
import { learn } from '#moderation/server/learn.ts';

/**
 * Learns from what was decided about a comment, as it stands now. Only what was removed as advertising teaches what an advertisement is: from
 * what was unkind, off topic or critical nothing is learned.
 */
export const learnFrom = reaction('moderation.learn-from', [decisionMade, decisionUndone], (ctx, fact) =>
	learnOne(ctx, { comment: Number(fact.data['comment']) }),
);

const learnOne = command(z.object({ comment: z.number() }), async (ctx, { comment }) => {
	const last = await ctx.db
		.selectFrom('moderation.decision')
		.select(['verdict', 'reason'])
		.where('comment', '=', comment)
		.where('undone', 'is', null)
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	const outcome = last?.verdict === 'keep' ? 'kept' : last?.reason === 'spam' ? 'removed' : null;
	await learn(ctx, comment, outcome);
});

/** Comments of a night. */
const most = 200;

/** Each night: learns what ordinary comments look like, from those that stood for a day and nobody complained of. */
export const learnOrdinary = job('moderation.learn-ordinary', { every: '52 19 * * *', patient: true }, async (ctx) => {
	const { rows } = await sql<{ id: number }>`
		select c.id from community.comment c
		where c.hidden is null and c.deleted is null and c.author is not null
			and c.posted between ${new Date(ctx.now.getTime() - 30 * 86_400_000)}::timestamptz and ${new Date(ctx.now.getTime() - 86_400_000)}::timestamptz
			and not exists (select from moderation.lesson l where l.comment = c.id)
			and not exists (select from moderation.item i where i.comment = c.id)
		order by c.id desc limit ${most}::int`.execute(ctx.db);
	for (const { id } of rows) await learnKept(ctx, { comment: id });
});

const learnKept = command(z.object({ comment: z.number() }), (ctx, { comment }) => learn(ctx, comment, 'kept'));
