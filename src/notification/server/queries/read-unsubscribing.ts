import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { maskedEmail } from '#membership/email.ts';
import { joinNames, topicIn } from '#notification/topic.ts';
import { findSubscriber } from '#notification/server/find-subscriber.ts';

/** What following a link out would end, for the page that asks. Throws Problem `newsletter.link-stale` (410). */
export const readUnsubscribing = query(z.object({ key: z.string().max(200) }), async (ctx, { key }) => {
	const person = await findSubscriber(ctx, key);
	const topic = await ctx.db
		.selectFrom('notification.mailing as mailing')
		.innerJoin('notification.topic as topic', 'topic.id', 'mailing.topic')
		.select(['topic.id', 'topic.name', 'topic.name_en', 'topic.about', 'topic.about_en'])
		.where('mailing.id', '=', person.mailing)
		.executeTakeFirst();
	return {
		email: maskedEmail(person.email ?? ''),
		kinds: person.kinds,
		topic: topic ? joinNames([topicIn(topic, ctx.locale).name], ctx.locale) : null,
	};
});
