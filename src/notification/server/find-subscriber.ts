import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { staleLink } from '#notification/server/stale-link.ts';
import { readSubscriberKey } from '#notification/server/subscriber-key.ts';

/** Whose preferences are looked at: the holder of a key from a mail, or the member who asks. */
export interface Person {
	/** Null: a member who never subscribed to anything. */
	id: number | null;
	email: string;
	/** The mailing whose link was followed; 0: none. */
	mailing: number;
}

/**
 * The person behind a key, or the member who asks. Throws Problem `newsletter.link-stale` (410) for a key that is not
 * ours, `session.required` (401) where there is neither.
 */
export async function findSubscriber(ctx: Ctx, key: string | undefined): Promise<Person> {
	if (key !== undefined) {
		const holder = readSubscriberKey(ctx.site, key);
		const row =
			holder &&
			(await ctx.db
				.selectFrom('notification.subscriber')
				.select(['id', 'email'])
				.where('id', '=', holder.subscriber)
				.executeTakeFirst());
		if (!holder || !row) throw staleLink();
		return { ...row, mailing: holder.mailing };
	}
	if (ctx.actor.kind !== 'member') throw new Problem('session.required', 401, { action: 'newsletter.change' });
	const row = await ctx.db
		.selectFrom('membership.member as member')
		.leftJoin('notification.subscriber as subscriber', 'subscriber.email', 'member.email')
		.select(['member.email', 'subscriber.id'])
		.where('member.id', '=', ctx.actor.member)
		.executeTakeFirst();
	if (!row?.email) throw new Problem('newsletter.no-address', 409);
	return { id: row.id, email: row.email, mailing: 0 };
}
