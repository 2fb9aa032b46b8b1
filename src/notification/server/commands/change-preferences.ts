import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { subscriptionConfirmed, subscriptionEnded } from '#notification/events.ts';
import { notificationText } from '#notification/messages/index.ts';
import { endTopics } from '#notification/server/end-topics.ts';
import { findOrAddSubscriber } from '#notification/server/find-or-add-subscriber.ts';
import { findSubscriber } from '#notification/server/find-subscriber.ts';
import { keepConsent } from '#notification/server/keep-consent.ts';
import { networkOf } from '#notification/server/network-of.ts';

export const ChangePreferences = z.object({
	/** From a mail; absent: the member who asks. */
	key: z.string().max(200).optional(),
	/** Exactly what is wanted from now on. */
	topics: z.array(z.coerce.number().int().positive()).max(50),
	address: z.string().max(100).default(''),
});

/**
 * Sets what somebody is written to about. Who holds a key from a mail, or is signed in, has shown that the mailbox is
 * theirs: nothing is asked again. What is no longer offered can be ended, not begun. Throws Problem
 * `newsletter.link-stale` (410), `newsletter.no-address` (409).
 */
export const changePreferences = command(ChangePreferences, async (ctx, { key, topics, address }) => {
	const person = await findSubscriber(ctx, key);
	const subscriber = person.id ?? (topics.length ? await findOrAddSubscriber(ctx, person.email) : null);
	if (subscriber === null) return;
	const wanted = sql.val(`{${topics.join(',')}}`);
	const ended = await endTopics(ctx, subscriber, { except: topics });
	const begun = await sql<{ topic: number }>`
		insert into notification.subscription as s (subscriber, topic, asked, confirmed)
		select ${subscriber}, id, ${ctx.now}, ${ctx.now} from notification.topic where id = any(${wanted}::bigint[]) and retired is null
		on conflict (subscriber, topic) do update set asked = excluded.asked, confirmed = excluded.confirmed, ended = null
		where s.ended is not null or s.confirmed is null
		returning topic`.execute(ctx.db);
	const place = key === undefined ? ('account' as const) : ('mail' as const);
	const network = networkOf(address);
	const wording = notificationText(ctx.locale)('preferences.lead');
	for (const [act, changed] of [
		['ended', ended],
		['confirmed', begun.rows.map(({ topic }) => topic)],
	] as const) {
		if (!changed.length) continue;
		await keepConsent(ctx, { subscriber, topics: changed, act, place, wording, network });
		ctx.record({
			name: act === 'ended' ? subscriptionEnded : subscriptionConfirmed,
			about: `subscriber:${subscriber}`,
			data: { subscriber, topics: changed, place },
		});
	}
});
