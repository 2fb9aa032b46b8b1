import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { readMemberKey } from '#notification/server/member-key.ts';
import { staleLink } from '#notification/server/stale-link.ts';
import { readSubscriberKey } from '#notification/server/subscriber-key.ts';
import type { MailKind } from '#notification/mail-kind.ts';

/** Whose preferences are looked at: the holder of a key from a mail, or the member who asks. */
export interface Person {
	/** Null: a member who never subscribed to anything. */
	id: number | null;
	/** The member whose address it is; null: who subscribed has not joined. */
	member: number | null;
	/** Null: a member who signs in without one. */
	email: string | null;
	/** The mailing whose link was followed; 0: none. */
	mailing: number;
	/** What the mail was whose link was followed: kinds of notice, or a letter. */
	kinds: readonly MailKind[];
}

/**
 * The person behind a key, or the member who asks. A key is as good as the mailbox that it was sent to: it opens what that
 * mailbox gets, be it as a subscriber or as a member. Throws Problem `newsletter.link-stale` (410) for a key that is not
 * ours, `session.required` (401) where there is neither.
 */
export async function findSubscriber(ctx: Ctx, key: string | undefined): Promise<Person> {
	if (key === undefined) {
		if (ctx.actor.kind !== 'member') throw new Problem('session.required', 401, { action: 'newsletter.change' });
		const person = await memberPerson(ctx, ctx.actor.member);
		if (!person) throw new Problem('session.required', 401, { action: 'newsletter.change' });
		return { ...person, mailing: 0, kinds: [] };
	}
	const own = readMemberKey(ctx.site, key);
	if (own) {
		const person = await memberPerson(ctx, own.member);
		if (!person) throw staleLink();
		return { ...person, mailing: 0, kinds: own.kinds };
	}
	const holder = readSubscriberKey(ctx.site, key);
	const row =
		holder &&
		(await ctx.db
			.selectFrom('notification.subscriber as subscriber')
			.leftJoin('membership.member as member', 'member.email', 'subscriber.email')
			.select(['subscriber.id', 'subscriber.email', 'member.id as member'])
			.where('subscriber.id', '=', holder.subscriber)
			.executeTakeFirst());
	if (!holder || !row) throw staleLink();
	return { ...row, mailing: holder.mailing, kinds: [] };
}

async function memberPerson(ctx: Ctx, member: number): Promise<Omit<Person, 'mailing' | 'kinds'> | null> {
	const row = await ctx.db
		.selectFrom('membership.member as member')
		.leftJoin('notification.subscriber as subscriber', 'subscriber.email', 'member.email')
		.select(['member.email', 'subscriber.id'])
		.where('member.id', '=', member)
		.where('member.erased', 'is', null)
		.executeTakeFirst();
	return row ? { id: row.id, member, email: row.email } : null;
}
