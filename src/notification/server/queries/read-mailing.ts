import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { marketableMembers, segmentMembers } from '#membership/server/index.ts';
import { segmentInUse } from '#notification/server/sending/write-receivers.ts';
import { mailingState } from '#notification/mailing-state.ts';
import { maySeeMailings } from '#notification/policy.ts';

/** How many receivers of a mailing are where. All of them together are its candidates. */
export interface Sum {
	waiting: number;
	sent: number;
	skipped: number;
	failed: number;
	unconfirmed: number;
	bounced: number;
	complained: number;
}

const One = z.object({ mailing: z.coerce.number().int().positive() });

/** A mailing with what became of it. Throws Problem `mailing.not-found`. */
export const readMailing = query(One, async (ctx, { mailing: id }) => {
	authorize(ctx.actor, 'mailing.list', maySeeMailings, null);
	const row = await ctx.db
		.selectFrom('notification.mailing as mailing')
		.leftJoin('content.article as article', 'article.id', 'mailing.article')
		.leftJoin('membership.member as author', 'author.id', 'mailing.author')
		.select([
			'mailing.id',
			'mailing.subject',
			'mailing.preheader',
			'mailing.topic',
			'mailing.segment',
			'mailing.article',
		])
		.select(['mailing.scheduled', 'mailing.started', 'mailing.paused', 'mailing.resumes', 'mailing.stopped'])
		.select(['mailing.done', 'mailing.candidates', 'mailing.trouble', 'mailing.trouble_text'])
		.select(['article.title', 'article.access', 'author.name as author'])
		.where('mailing.id', '=', id)
		.executeTakeFirst();
	if (!row) throw notFound('mailing');
	const sum = row.started ? await sumUp(ctx, id) : null;
	const reasons = row.started ? await sumReasons(ctx, id) : [];
	return {
		...row,
		state: mailingState(row),
		receivers: row.started ? null : await countReceivers(ctx, row.topic, row.segment),
		sum,
		reasons,
	};
});

async function sumUp(ctx: Ctx, mailing: number): Promise<Sum> {
	const { rows } = await sql<Sum>`
		select count(sent)::int as sent, count(skipped)::int as skipped, count(failed)::int as failed,
			count(unconfirmed)::int as unconfirmed, count(bounced)::int as bounced, count(complained)::int as complained,
			count(*) filter (where num_nonnulls(sent, skipped, failed, unconfirmed) = 0)::int as waiting
		from notification.delivery where mailing = ${mailing}`.execute(ctx.db);
	return rows[0] as Sum;
}

/** Why receivers were skipped or failed, and how many, most first. */
const sumReasons = async (ctx: Ctx, mailing: number) =>
	(
		await sql<{ reason: string; count: number }>`
		select reason, count(*)::int as count from notification.delivery
		where mailing = ${mailing} and sent is null and reason is not null group by reason order by 2 desc, 1`.execute(ctx.db)
	).rows;

/** Who would get it if it began now; 0 when its segment is gone. */
async function countReceivers(ctx: Ctx, topic: number, segment: number | null): Promise<number> {
	const yes = sql`b.confirmed is not null and b.ended is null`;
	const mailable = sql`not exists (select from notification.suppression p where p.email = s.email)`;
	const chosen = segment === null ? null : await segmentInUse(ctx, segment);
	if (segment !== null && !chosen) return 0;
	const { rows } = await (
		chosen
			? sql<{ count: number }>`
			select count(*)::int as count
			from (select id, email from membership.member where id in (${segmentMembers(ctx.db, chosen, ctx.now)})) s
			left join notification.subscriber n on n.email = s.email
			left join notification.subscription b on b.subscriber = n.id and b.topic = ${topic}
			where ((${yes}) or (b.ended is null and s.id in (${marketableMembers(ctx.db, 'mail')}))) and ${mailable}`
			: sql<{ count: number }>`
			select count(*)::int as count from notification.subscription b
			join notification.subscriber s on s.id = b.subscriber
			where b.topic = ${topic} and ${yes} and ${mailable}`
	).execute(ctx.db);
	return rows[0]?.count ?? 0;
}

/** Receivers who did not get it or of whom nobody knows, and what the mail server said: those in doubt first, at most a hundred. */
export const listUnsent = query(One, async (ctx, { mailing }) => {
	authorize(ctx.actor, 'mailing.list', maySeeMailings, null);
	const { rows } = await sql<{ id: number; email: string | null; kind: string; reason: string; said: string | null }>`
		select d.id, s.email::text, d.reason, d.said,
			case when d.failed is not null then 'failed' when d.unconfirmed is not null then 'unconfirmed' else 'bounced' end as kind
		from notification.delivery d left join notification.subscriber s on s.id = d.subscriber
		where d.mailing = ${mailing} and (d.failed is not null or d.unconfirmed is not null or d.bounced is not null)
		order by d.unconfirmed is null, d.id desc limit 100`.execute(ctx.db);
	return rows.map((row) => ({ ...row, id: Number(row.id) }));
});
