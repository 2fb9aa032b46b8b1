import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command, query } from '#platform/context/command.ts';
import { maySetPostOffice } from '#notification/policy.ts';

const most = (limit: number) =>
	z.preprocess(
		(value) => (value === '' ? null : value),
		z.coerce.number().int('wrong').min(1, 'too-small-number').max(limit, 'too-large-number').nullable(),
	);

export const SetPace = z.object({ per_second: most(1_000), per_hour: most(1_000_000) });

/** Sets how fast mailings go out; empty is as fast as the mail server takes them. Heard with the next mailing or pause. */
export const setPace = command(SetPace, async (ctx, pace) => {
	authorize(ctx.actor, 'post-office.set', maySetPostOffice, null);
	await ctx.db.updateTable('notification.post_office').set(pace).execute();
	ctx.record({ name: 'post-office.set', about: 'post-office', data: pace });
});

/** How fast mailings go out, and whether a mail server is set at all. */
export const readPace = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'post-office.set', maySetPostOffice, null);
	const office = await ctx.db
		.selectFrom('notification.post_office')
		.select(['per_second', 'per_hour'])
		.executeTakeFirstOrThrow();
	return { ...office, server: ctx.settings.smtpUrl !== null };
});
