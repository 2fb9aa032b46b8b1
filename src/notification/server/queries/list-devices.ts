import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { askedFromField, findGivenSession } from '#membership/server/index.ts';
import type { ListedDevice } from '#notification/device.ts';
import { mayReadNotices } from '#notification/policy.ts';
import { pushKeys } from '#notification/server/push/push-keys.ts';

/** On which browsers a member is told, and the key that another one is switched on with. Those whose session is over are told nothing and not listed. */
export const listDevices = query(z.object({ from: askedFromField }), async (ctx, { from }) => {
	authorize(ctx.actor, 'device.keep', mayReadNotices, null);
	const session = await findGivenSession(ctx, from.cookie);
	const rows = await ctx.db
		.selectFrom('notification.device as d')
		.innerJoin('membership.session as s', 's.id', 'd.session')
		.select(['d.id', 'd.browser', 'd.added', 'd.sent', 'd.refused', 'd.session'])
		.where('d.member', '=', memberOf(ctx.actor) ?? 0)
		.whereRef('s.member', '=', 'd.member')
		.where('s.expires', '>', ctx.now)
		.orderBy('d.added', 'desc')
		.execute();
	const devices = rows.map(({ id, browser, added, sent, refused, session: of }): ListedDevice => ({
		id,
		browser,
		added,
		sent,
		troubled: refused !== null && (sent === null || refused > sent),
		here: of === session?.id,
	}));
	return { key: pushKeys(ctx.site).publicKey, devices };
});
