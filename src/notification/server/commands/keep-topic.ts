import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { topicChanged } from '#notification/events.ts';
import { mayArrangeTopics } from '#notification/policy.ts';
import { topicsThing } from '#notification/topic.ts';

const words = (most: number) => z.string().trim().max(most, 'too-long');

export const KeepTopic = z.object({
	/** Absent: a new one. */
	id: z.coerce.number().int().positive().optional(),
	name: words(60).min(1, 'missing'),
	name_en: words(60).default(''),
	about: words(200).default(''),
	about_en: words(200).default(''),
});

/** Adds a topic or changes how it is called. Throws Problem `topic.not-found`. */
export const keepTopic = command(KeepTopic, async (ctx, { id, ...texts }) => {
	authorize(ctx.actor, 'topic.keep', mayArrangeTopics, null);
	const row = id
		? await ctx.db.updateTable('notification.topic').set(texts).where('id', '=', id).returning('id').executeTakeFirst()
		: await ctx.db
				.insertInto('notification.topic')
				.values({ ...texts, created: ctx.now })
				.returning('id')
				.executeTakeFirst();
	if (!row) throw notFound('topic');
	ctx.record({ name: topicChanged, about: topicsThing, data: { topic: row.id } });
	return { topic: row.id };
});

/** Stops offering a topic, or offers it again. Whoever has it keeps it. Throws Problem `topic.not-found`. */
export const retireTopic = command(
	z.object({ id: z.coerce.number().int().positive(), retired: z.boolean() }),
	async (ctx, { id, retired }) => {
		authorize(ctx.actor, 'topic.keep', mayArrangeTopics, null);
		const row = await ctx.db
			.updateTable('notification.topic')
			.set({ retired: retired ? ctx.now : null })
			.where('id', '=', id)
			.returning('id')
			.executeTakeFirst();
		if (!row) throw notFound('topic');
		ctx.record({ name: topicChanged, about: topicsThing, data: { topic: id } });
	},
);
