import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { mentionJudged } from '#seo/events.ts';
import { mayChangeFound } from '#seo/policy.ts';
import { mentionedThing } from '#seo/server/mentioned.ts';

/** Lets a mention be shown under what it is about, or takes it away from there. Throws Problem `mention.not-found`. */
export const judgeMention = command(
	z.object({ id: z.coerce.number().int().positive(), shown: z.boolean() }),
	async (ctx, { id, shown }) => {
		const row = await ctx.db
			.selectFrom('seo.mention')
			.select(['article', 'page', 'series'])
			.where('id', '=', id)
			.where('verified', 'is not', null)
			.forUpdate()
			.executeTakeFirst();
		if (!row) throw notFound('mention');
		authorize(ctx.actor, 'seo.change', mayChangeFound, null);
		const by = memberOf(ctx.actor);
		await ctx.db
			.updateTable('seo.mention')
			.set(
				shown
					? { approved: ctx.now, approved_by: by, hidden: null, hidden_by: null }
					: { approved: null, approved_by: null, hidden: ctx.now, hidden_by: by },
			)
			.where('id', '=', id)
			.execute();
		ctx.record({ name: mentionJudged, about: mentionedThing(row), data: { mention: id, shown } });
	},
);
