import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { subscriptionConfirmed, subscriptionEnded } from '#notification/events.ts';
import { notificationText } from '#notification/messages/index.ts';
import { endTopics } from '#notification/server/end-topics.ts';
import { findOrAddSubscriber } from '#notification/server/find-or-add-subscriber.ts';
import type { Person } from '#notification/server/find-subscriber.ts';
import { keepConsent } from '#notification/server/keep-consent.ts';
import { networkOf } from '#notification/server/network-of.ts';

/** How it was said: by whoever is signed in, or by the holder of a key from a mail. */
interface Saying {
	place: 'account' | 'mail';
	address: string;
}

/**
 * Sets the topics that somebody is written to about, with the proof. What is no longer offered can be ended, not begun.
 * Throws Problem `newsletter.no-address` (409).
 */
export async function keepTopics(
	ctx: Ctx,
	person: Person,
	topics: readonly number[],
	{ place, address }: Saying,
): Promise<void> {
	if (topics.length && person.email === null) throw new Problem('newsletter.no-address', 409);
	const subscriber = person.id ?? (topics.length && person.email ? await findOrAddSubscriber(ctx, person.email) : null);
	if (subscriber === null) return;
	const wanted = sql.val(`{${topics.join(',')}}`);
	const ended = await endTopics(ctx, subscriber, { except: topics });
	const begun = await sql<{ topic: number }>`
		insert into notification.subscription as s (subscriber, topic, asked, confirmed)
		select ${subscriber}, id, ${ctx.now}, ${ctx.now} from notification.topic where id = any(${wanted}::bigint[]) and retired is null
		on conflict (subscriber, topic) do update set asked = excluded.asked, confirmed = excluded.confirmed, ended = null
		where s.ended is not null or s.confirmed is null
		returning topic`.execute(ctx.db);
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
}
