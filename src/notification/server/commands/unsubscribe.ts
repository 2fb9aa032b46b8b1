import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { subscriptionEnded } from '#notification/events.ts';
import { endTopics } from '#notification/server/end-topics.ts';
import { findSubscriber } from '#notification/server/find-subscriber.ts';
import { keepConsent } from '#notification/server/keep-consent.ts';
import { endMails } from '#notification/server/end-mails.ts';
import { networkOf } from '#notification/server/network-of.ts';

export const Unsubscribe = z.object({
	key: z.string().max(200),
	/** `one-click`: by the mail program itself (RFC 8058). */
	place: z.enum(['mail', 'one-click']),
	address: z.string().max(100).default(''),
});

/**
 * Ends the topic of the mailing whose link was followed, the mails about these kinds of notice, or every topic where the link
 * belongs to none. Safe to repeat.
 * Throws Problem `newsletter.link-stale` (410).
 */
export const unsubscribe = command(Unsubscribe, async (ctx, { key, place, address }) => {
	const person = await findSubscriber(ctx, key);
	if (person.member !== null && person.kinds.length) return endMails(ctx, person.member, person.kinds);
	const mailing = await ctx.db
		.selectFrom('notification.mailing')
		.select('topic')
		.where('id', '=', person.mailing)
		.executeTakeFirst();
	if (person.id === null) return;
	const topics = await endTopics(ctx, person.id, mailing ? { only: mailing.topic } : { except: [] });
	if (!topics.length) return;
	await keepConsent(ctx, { subscriber: person.id, topics, act: 'ended', place, network: networkOf(address) });
	ctx.record({
		name: subscriptionEnded,
		about: `subscriber:${person.id}`,
		data: { subscriber: person.id, topics, place },
	});
});
