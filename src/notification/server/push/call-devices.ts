import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { mayRunMailings } from '#notification/policy.ts';
import { keepPushes } from '#notification/server/jobs/keep-pushes.ts';
import { gathering, nearPause, pause } from '#notification/server/push/push-pace.ts';
import { wishedBy } from '#notification/server/visible-notice.ts';

/**
 * Notes for every browser of those who were just told about a comment that something of its thread waits; what happens within some
 * seconds is told together, and a busy thread rings seldom. Safe to run twice.
 */
export const callDevices = command(z.object({ comment: z.number() }), async (ctx, { comment }) => {
	authorize(ctx.actor, 'mailing.run', mayRunMailings, null);
	const soon = new Date(ctx.now.getTime() + gathering * 1000);
	const { rows } = await sql<{ due: Date }>`
		insert into notification.push as p (device, thread, due)
		select d.id, n.thread, ${soon}::timestamptz
		from notification.notice n join notification.device d on d.member = n.member
		where n.comment = ${comment}::bigint and n.read is null and n.told > ${new Date(ctx.now.getTime() - 3_600_000)}::timestamptz
			and ${sql.raw(wishedBy('push'))}
		group by d.id, n.thread order by d.id
		on conflict (device, thread) do update set
			tries = case when p.due is null then 0 else p.tries end,
			due = least(p.due, greatest(excluded.due, p.sent + make_interval(secs => case when exists (
				select from notification.notice n join notification.device d on d.member = n.member
				where d.id = p.device and n.comment = ${comment}::bigint and n.kind not in ('comment', 'reaction')
			) then ${nearPause}::int else ${pause}::int end)))
		returning due`.execute(ctx.db);
	const [first] = rows.map(({ due }) => due).sort((one, other) => one.getTime() - other.getTime());
	if (first) ctx.queue(keepPushes, {}, { after: first });
});
