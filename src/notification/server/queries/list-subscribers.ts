import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { maySeeSubscribers } from '#notification/policy.ts';
import { topicIn } from '#notification/topic.ts';

const Page = z.object({
	/** Part of an address. */
	q: z.string().trim().max(200).default(''),
	before: z.coerce.number().int().positive().optional(),
	limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Who subscribed, newest first. `next` is what `before` goes on from, or null. */
export const listSubscribers = query(Page, async (ctx, { q, before, limit }) => {
	authorize(ctx.actor, 'subscriber.list', maySeeSubscribers, null);
	let found = ctx.db
		.selectFrom('notification.subscriber as subscriber')
		.leftJoin('membership.member as member', 'member.email', 'subscriber.email')
		.leftJoin('notification.suppression as suppression', 'suppression.email', 'subscriber.email')
		.select(['subscriber.id', 'subscriber.email', 'subscriber.created', 'member.id as member'])
		.select('suppression.reason as suppressed')
		.orderBy('subscriber.id', 'desc')
		.limit(limit + 1);
	if (before) found = found.where('subscriber.id', '<', before);
	if (q) found = found.where(sql<boolean>`strpos(subscriber.email::text, ${q.toLowerCase()}) > 0`);
	const rows = await found.execute();
	const page = rows.slice(0, limit);
	const has = await ctx.db
		.selectFrom('notification.subscription as s')
		.innerJoin('notification.topic as topic', 'topic.id', 's.topic')
		.select(['s.subscriber', 's.confirmed', 's.ended', 'topic.id', 'topic.name', 'topic.name_en'])
		.select(['topic.about', 'topic.about_en'])
		.where('s.subscriber', 'in', page.length ? page.map(({ id }) => id) : [0])
		.orderBy('topic.id')
		.execute();
	const items = page.map((row) => ({
		...row,
		topics: has
			// A no where there never was a yes is not worth telling.
			.filter(
				({ subscriber, confirmed, ended }) =>
					subscriber === row.id && (!ended || confirmed?.getTime() !== ended.getTime()),
			)
			.map((one) => ({
				name: topicIn(one, ctx.locale).name,
				state: one.ended ? ('ended' as const) : one.confirmed ? ('confirmed' as const) : ('asked' as const),
			})),
	}));
	return { items, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
});
