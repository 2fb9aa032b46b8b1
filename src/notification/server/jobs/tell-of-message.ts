import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { mayRunMailings } from '#notification/policy.ts';
import { reaction } from '#platform/job/job.ts';
import type { Ctx } from '#platform/context/context.ts';
import { messageSent, type MessageSent } from '#message/events.ts';
import { listToTell } from '#message/server/index.ts';
import { waits } from '#notification/server/bundle/bundle-pace.ts';
import { keepPushes } from '#notification/server/jobs/keep-pushes.ts';
import { gathering, nearPause } from '#notification/server/push/push-pace.ts';
import { wishedMessages } from '#notification/server/visible-notice.ts';

/**
 * Has a mail and their devices tell those in a talk that something was written to them; the envelope in the head does by itself. Who has read
 * it until the mail's time has come gets none. Safe to run twice.
 */
export const tellOfMessage = reaction(
	'notification.tell-of-message',
	[messageSent],
	async (ctx, fact) => {
		const { talk, message } = fact.data as unknown as MessageSent;
		const members = await listToTell(ctx.sql, message);
		if (!members.length) return;
		// Nothing is kept for a mail server that is not there.
		if (ctx.settings.smtpUrl) await gatherTalk(ctx, talk, members);
		await callDevicesOfTalk(ctx, { talk, members });
	},
	{ quick: true },
);

/** One mail for each of them, which waits the longer the more went out about the talk lately. */
async function gatherTalk(ctx: Ctx, talk: number, members: readonly number[]): Promise<void> {
	await sql`
		insert into notification.bundle (member, talk, opened, due)
		select m.id, ${talk}::bigint, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
			+ make_interval(mins => (${sql.val(`{${waits.join(',')}}`)}::int[])[least(lately.count, ${waits.length - 1}::int) + 1])
		from membership.member m cross join lateral (
			select count(*)::int as count from notification.bundle b
			where b.member = m.id and b.talk = ${talk}::bigint and b.sent > ${new Date(ctx.now.getTime() - 86_400_000)}::timestamptz
		) lately
		where m.id = any(${members as number[]}::bigint[]) and m.email is not null and ${sql.raw(wishedMessages('mail', 'm.id'))}
		order by m.id
		on conflict (member, talk) where sealed is null do nothing`.execute(ctx.db);
}

const Call = z.object({ talk: z.number(), members: z.array(z.number()) });

/** Notes for each of their browsers that something of the talk waits. */
export const callDevicesOfTalk = command(Call, async (ctx, { talk, members }) => {
	authorize(ctx.actor, 'mailing.run', mayRunMailings, null);
	const soon = new Date(ctx.now.getTime() + gathering * 1000);
	const { rows } = await sql<{ due: Date }>`
		insert into notification.push as p (device, talk, due)
		select d.id, ${talk}::bigint, ${soon}::timestamptz from notification.device d
		where d.member = any(${members}::bigint[]) and ${sql.raw(wishedMessages('push', 'd.member'))}
		order by d.id
		on conflict (device, talk) do update set
			tries = case when p.due is null then 0 else p.tries end,
			due = least(p.due, greatest(excluded.due, p.sent + make_interval(secs => ${nearPause}::int)))
		returning due`.execute(ctx.db);
	const [first] = rows.map(({ due }) => due).sort((one, other) => one.getTime() - other.getTime());
	if (first) ctx.queue(keepPushes, {}, { after: first });
});
