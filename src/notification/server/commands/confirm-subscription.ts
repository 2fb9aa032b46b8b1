import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { subscriptionConfirmed } from '#notification/events.ts';
import { notificationText } from '#notification/messages/index.ts';
import { keepConsent } from '#notification/server/keep-consent.ts';
import { networkOf } from '#notification/server/network-of.ts';
import { staleLink } from '#notification/server/stale-link.ts';
import { readConfirmationKey } from '#notification/server/subscriber-key.ts';

export const ConfirmSubscription = z.object({
	key: z.string().max(1000),
	address: z.string().max(100).default(''),
});

/**
 * Confirms what was asked for, from the mailbox itself. Safe to repeat; what was ended since stays ended. Throws Problem
 * `newsletter.link-stale` (410).
 */
export const confirmSubscription = command(ConfirmSubscription, async (ctx, { key, address }) => {
	const asked = readConfirmationKey(ctx.site, key, ctx.now);
	const subscriber =
		asked &&
		(await ctx.db
			.selectFrom('notification.subscriber')
			.select('id')
			.where('id', '=', asked.subscriber)
			.forUpdate()
			.executeTakeFirst());
	if (!asked || !subscriber) throw staleLink();
	const rows = await ctx.db
		.updateTable('notification.subscription')
		.set({ confirmed: ctx.now })
		.where('subscriber', '=', subscriber.id)
		.where('topic', 'in', asked.topics)
		.where('confirmed', 'is', null)
		.returning('topic')
		.execute();
	const topics = rows.map(({ topic }) => topic);
	if (!topics.length) return;
	await keepConsent(ctx, {
		subscriber: subscriber.id,
		topics,
		act: 'confirmed',
		place: 'mail',
		wording: notificationText(ctx.locale)('confirm.button'),
		network: networkOf(address),
	});
	ctx.record({
		name: subscriptionConfirmed,
		about: `subscriber:${subscriber.id}`,
		data: { subscriber: subscriber.id, topics, place: 'mail' },
	});
});
