import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { job } from '#platform/job/job.ts';
import { forgetMailBefore } from '#platform/mail/forget-mail.ts';
import { retentionReached } from '#membership/events.ts';
import { readRetention } from '#membership/server/read-retention.ts';

/** Each night: what is older than its kind is kept is let go (§11 III: when the purpose is gone, so is the data). */
export const letGo = job('membership.let-go', { every: '53 18 * * *' }, (ctx) => run(ctx, {}));

const run = command(z.object({}), async (ctx) => {
	const days = await readRetention(ctx);
	const before = (kind: keyof typeof days): Date => new Date(ctx.now.getTime() - days[kind] * 86_400_000);
	await forgetMailBefore(ctx, before('mail'));
	await ctx.db.deleteFrom('membership.look').where('looked', '<', before('look')).execute();
	await ctx.db
		.deleteFrom('membership.request')
		.where('made', '<', before('request'))
		.where((eb) => eb.or([eb('done', 'is not', null), eb('refused', 'is not', null), eb('withdrawn', 'is not', null)]))
		.execute();
	await ctx.db
		.deleteFrom('membership.breach')
		.where('closed', 'is not', null)
		.where('closed', '<', before('breach'))
		.execute();
	// A question that was not asked for so long goes, with everything that was answered to it.
	await ctx.db.deleteFrom('membership.field').where('retired', '<', before('answer')).execute();
	// Visits are another module's: it hears until when they keep their names.
	ctx.record({ name: retentionReached, about: 'door', data: { visits: before('visit').toISOString() } });
});
