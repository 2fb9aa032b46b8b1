import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { job } from '#platform/job/job.ts';
import { turnKeys } from '#membership/server/single-sign-on/signing-key.ts';

/** Each night: keys that sign who somebody is are turned, a day before they are needed; codes and tokens that ended go. */
export const turnSigningKeys = job('membership.turn-signing-keys', { every: '41 19 * * *' }, (ctx) => run(ctx, {}));

const run = command(z.object({}), async (ctx) => {
	const any = await ctx.db.selectFrom('membership.signing_key').select('name').limit(1).executeTakeFirst();
	if (!any) return;
	await turnKeys(ctx);
	// What a code gave lives an hour; a code that is tried again within a day still ends it.
	await ctx.db
		.deleteFrom('membership.client_code')
		.where('given', '<', new Date(ctx.now.getTime() - 86_400_000))
		.execute();
});
