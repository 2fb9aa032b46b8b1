import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { mayReadNotices } from '#notification/policy.ts';

/** Tells a browser of the member nothing any more. Safe to repeat; somebody else's stays as it is. */
export const removeDevice = command(
	z.object({ device: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
	async (ctx, { device }) => {
		authorize(ctx.actor, 'device.keep', mayReadNotices, null);
		await ctx.db
			.deleteFrom('notification.device')
			.where('id', '=', device)
			.where('member', '=', memberOf(ctx.actor) ?? 0)
			.execute();
	},
);
