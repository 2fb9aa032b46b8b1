import type { Ctx } from '#platform/context/context.ts';

/** What became of a receiver. */
export interface Outcome {
	id: number;
	/** `later`: to be tried again at `next_try`. `back`: given back untouched. */
	kind: 'sent' | 'skipped' | 'failed' | 'unconfirmed' | 'later' | 'back';
	reason?: string;
	said?: string;
	next_try?: Date;
}

/** A receiver whose turn it is. */
export interface Taken {
	id: number;
	subscriber: number;
	email: string;
	member: boolean;
	tries: number;
	/** Why the mail must not go out; null: it may. */
	reason: string | null;
}

/** What a turn found. */
export interface Turn {
	/** This process is the one that sends. */
	held: boolean;
	/** The mailing goes on. */
	live: boolean;
	rows: Taken[];
}

/**
 * Writes down what became of the last receivers and takes the next, in one statement and one commit: whoever is taken
 * without an outcome after a crash was at most one turn ahead. Whether each may still be written to is asked here, at the
 * last moment. `after`: the receiver up to whom all are known to be done, so that a long mailing is not walked through again
 * and again.
 */
export async function takeTurn(
	{ sql, now }: Ctx,
	mailing: number,
	worker: string,
	outcomes: readonly Outcome[],
	want: number,
	after = 0,
): Promise<Turn> {
	const [turn] = await sql<Turn[]>`
		with outcome as (
			select * from jsonb_to_recordset(${JSON.stringify(outcomes)}::text::jsonb)
				as o(id bigint, kind text, reason text, said text, next_try timestamptz)),
		settled as (
			update notification.delivery d set
				sent = case when o.kind = 'sent' then ${now}::timestamptz end,
				skipped = case when o.kind = 'skipped' then ${now}::timestamptz end,
				failed = case when o.kind = 'failed' then ${now}::timestamptz end,
				unconfirmed = case when o.kind = 'unconfirmed' then ${now}::timestamptz end,
				taken = case when o.kind in ('later', 'back') then null else d.taken end,
				tries = case when o.kind = 'back' then d.tries - 1 else d.tries end,
				reason = o.reason, said = o.said, next_try = o.next_try
			from outcome o
			where d.id = o.id and d.mailing = ${mailing} and d.sent is null and d.skipped is null and d.failed is null),
		office as (
			update notification.post_office set seen = ${now} where worker = ${worker} returning one),
		live as (
			select id, topic, segment, article from notification.mailing
			where id = ${mailing} and started is not null and paused is null and stopped is null and done is null
				and exists (select from office)),
		due as (
			select d.id from notification.delivery d join live on live.id = d.mailing
			where d.sent is null and d.skipped is null and d.failed is null and d.unconfirmed is null
				and d.id > ${after} and d.taken is null and (d.next_try is null or d.next_try <= ${now})
			order by d.id limit ${want} for update of d skip locked),
		taken as (
			update notification.delivery d set taken = ${now}, tries = d.tries + 1 from due where d.id = due.id
			returning d.id, d.subscriber, d.tries)
		select exists (select from office) as held, exists (select from live) as live, coalesce((
			select jsonb_agg(jsonb_build_object('id', t.id, 'subscriber', s.id, 'email', s.email::text, 'tries', t.tries,
				'member', m.id is not null and m.suspended is null and (a.segment is null or m.role <> 'member' or exists (
					select from membership.segment_member k where k.member = m.id and k.segment = a.segment)), 'reason', case
					when s.id is null then 'gone'
					when p.email is not null then 'suppressed'
					when m.suspended is not null then 'suspended'
					when w.refused is not null then 'no-marketing'
					when b.ended is not null or (b.confirmed is null and (live.segment is null or w.mail is null)) then 'unsubscribed'
					when w.mail is null and exists (
						select from membership.consent c
						where c.member = m.id and c.what = 'mail' and c.decision = 'withdrawn' and c.said > b.confirmed) then 'no-marketing'
				end) order by t.id)
			from taken t
			cross join live
			left join content.article a on a.id = live.article
			left join notification.subscriber s on s.id = t.subscriber
			left join notification.subscription b on b.subscriber = s.id and b.topic = live.topic
			left join notification.suppression p on p.email = s.email
			left join membership.member m on m.email = s.email
			left join membership.preference w on w.member = m.id), '[]') as rows`;
	return turn as Turn;
}
