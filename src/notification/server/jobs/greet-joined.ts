import { sql } from 'kysely';
import { reaction } from '#platform/job/job.ts';
import { memberJoined, type MemberJoined } from '#membership/events.ts';
import { greetingAfter, greetingSteps } from '#notification/cadence.ts';

/** Orders the letters of welcome for somebody who joined; whether each may go out is asked when its time has come. Safe to run twice. */
export const greetJoined = reaction(
	'notification.greet-joined',
	[memberJoined],
	async (ctx, { data }) => {
		if (!ctx.settings.smtpUrl) return;
		const { member } = data as unknown as MemberJoined;
		// Who joined long ago, as a sample tells it, is not greeted now.
		const lately = new Date(ctx.now.getTime() - 86_400_000);
		for (const step of greetingSteps)
			await sql`
				insert into notification.missive (member, matter, step, since, opened, due)
				select m.id, 'welcome', ${step}::smallint, m.joined, ${ctx.now}::timestamptz,
					m.joined + make_interval(mins => ${greetingAfter[step]}::int)
				from membership.member m where m.id = ${member}::bigint and m.role = 'member' and m.joined > ${lately}::timestamptz
				on conflict do nothing`.execute(ctx.db);
	},
	{ quick: true },
);
