import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { marketableMembers, readSegment, segmentMembers, type Segment } from '#membership/server/index.ts';

/** Whom a mailing is for. */
export interface Audience {
	mailing: number;
	topic: number;
	/** Null: every subscriber of the topic. */
	segment: Segment | null;
}

/** A segment that is still in use, or null. */
export async function segmentInUse(ctx: Ctx, id: number): Promise<Segment | null> {
	try {
		return await readSegment(ctx, { id });
	} catch (error) {
		if (error instanceof Problem && error.status === 404) return null;
		throw error;
	}
}

/**
 * Fixes the receivers of a mailing, each once: who confirmed the topic; with a segment its members only, and of these also
 * who agreed to marketing by mail and did not end the topic. Returns how many.
 */
export async function writeReceivers(ctx: Ctx, { mailing, topic, segment }: Audience): Promise<number> {
	const chosen = segment && segmentMembers(ctx.db, segment, ctx.now);
	if (chosen)
		// Whoever agreed without ever subscribing is a subscriber from now on: they need a way out like everybody.
		await sql`
			insert into notification.subscriber (email, locale, created)
			select m.email, m.locale, ${ctx.now} from membership.member m
			where m.id in (${chosen}) and m.id in (${marketableMembers(ctx.db, 'mail')})
			on conflict (email) do nothing`.execute(ctx.db);
	const subscribed = sql`b.confirmed is not null and b.ended is null`;
	const wanted = chosen
		? sql`s.email in (select m.email from membership.member m where m.id in (${chosen}))
			and ((${subscribed}) or (b.ended is null and s.email in (
				select m.email from membership.member m where m.id in (${marketableMembers(ctx.db, 'mail')}))))`
		: subscribed;
	const { rows } = await sql<{ count: number }>`
		with receiver as (
			insert into notification.delivery (mailing, subscriber)
			select ${mailing}, s.id from notification.subscriber s
			left join notification.subscription b on b.subscriber = s.id and b.topic = ${topic}
			where ${wanted}
			order by s.id
			returning 1)
		select count(*)::int as count from receiver`.execute(ctx.db);
	return rows[0]?.count ?? 0;
}
