import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayArrangeTopics } from '#notification/policy.ts';
import { topicIn, topicsThing } from '#notification/topic.ts';

/** The topics on offer, in the reader's language. */
export const listTopics = query(z.object({}), async (ctx) => {
	ctx.about(topicsThing);
	const rows = await ctx.db
		.selectFrom('notification.topic')
		.select(['id', 'name', 'name_en', 'about', 'about_en'])
		.where('retired', 'is', null)
		.orderBy('id')
		.execute();
	return rows.map((row) => topicIn(row, ctx.locale));
});

/** Every topic with how many have it, for those who shape them. */
export const listAllTopics = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'topic.list', mayArrangeTopics, null);
	return ctx.db
		.selectFrom('notification.topic as topic')
		.select(['topic.id', 'topic.name', 'topic.name_en', 'topic.about', 'topic.about_en', 'topic.retired'])
		.select((eb) =>
			eb
				.selectFrom('notification.subscription as s')
				.select(eb.fn.countAll<number>().as('count'))
				.whereRef('s.topic', '=', 'topic.id')
				.where('s.confirmed', 'is not', null)
				.where('s.ended', 'is', null)
				.as('subscribers'),
		)
		.orderBy('topic.id')
		.execute();
});
