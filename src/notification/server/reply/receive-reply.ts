import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import { Problem } from '#platform/problem.ts';
import { postReply, refuseReply } from '#notification/server/commands/post-reply.ts';
import { readReply } from '#notification/server/reply/read-reply.ts';
import { readReplyAddress, replyDays } from '#notification/server/reply/reply-address.ts';

/**
 * What became of a mail: a comment, one that waits for a person because it came from another address, refused and told so;
 * taken before, written by a program, or not an answer to a mail of ours (or to one of long ago).
 */
export type ReplyOutcome = 'posted' | 'waits' | 'refused' | 'heard' | 'automatic' | 'unknown';

interface Place {
	member: number;
	name: string;
	handle: string;
	email: string;
	locale: Locale;
	thread: number;
	/** The one comment that the mail told of; null: there were several, or it was the member's own. */
	parent: number | null;
}

/** Takes a whole mail that came to the house's address for answers. Safe to bring twice: it is posted once. */
export async function receiveReply(ctx: Ctx, raw: Buffer): Promise<{ outcome: ReplyOutcome }> {
	const reply = await readReply(raw);
	const address = reply.to.find((to) => readReplyAddress(ctx.site, to) !== null);
	const bundle = address && readReplyAddress(ctx.site, address);
	if (!address || !bundle) return { outcome: 'unknown' };
	if (reply.automatic) return { outcome: 'automatic' };
	const place = await findPlace(ctx, bundle);
	if (!place) return { outcome: 'unknown' };
	const { thread, parent, email } = place;
	const digest = createHash('sha256')
		.update(`${bundle} `)
		.update(reply.messageId ?? raw)
		.digest('hex');
	// By mail nobody is more than a member: who works here uses their rights on the site.
	const actor: Actor = { kind: 'member', member: place.member, name: place.name, handle: place.handle, role: 'member' };
	const as: Ctx = { ...ctx, actor, locale: place.locale };
	const { text, attachments } = reply;
	const foreign = reply.from !== email.toLowerCase();
	try {
		const posted = await postReply(as, { digest, bundle, thread, parent, text, foreign, attachments, email });
		return { outcome: !posted ? 'heard' : foreign ? 'waits' : 'posted' };
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		// Whoever found somebody else's address is told nothing.
		if (!foreign) await refuseReply(as, { digest, bundle, problem: error, text, email });
		return { outcome: 'refused' };
	}
}

/** Who answers and where, when the mail is not too old and its receiver is still here. */
async function findPlace(ctx: Ctx, bundle: number): Promise<Place | null> {
	const oldest = new Date(ctx.now.getTime() - replyDays * 86_400_000);
	const { rows } = await sql<Place>`
		select m.id as member, m.name, m.handle::text as handle, m.email::text as email, m.locale,
			coalesce(told.thread, b.thread) as thread, case when told.count = 1 then told.comment end as parent
		from notification.bundle b join membership.member m on m.id = b.member and m.suspended is null and m.erased is null
		left join lateral (
			select count(*)::int as count, min(c.id) as comment, min(c.thread) as thread
			from notification.notice n join community.comment c on c.id = n.comment
			where n.bundle = b.id and n.kind in ('reply', 'mention', 'comment') and c.deleted is null and c.hidden is null
		) told on told.count > 0
		where b.id = ${bundle}::bigint and b.thread is not null and m.email is not null and b.sealed > ${oldest}::timestamptz
			and (b.sent is not null or b.unconfirmed is not null)`.execute(ctx.db);
	return rows[0] ?? null;
}
