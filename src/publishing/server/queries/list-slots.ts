import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { maySeePosts } from '#publishing/policy.ts';

/** When accounts usually speak, by weekday and time. */
export const listSlots = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'slot.list', maySeePosts, null);
	return ctx.db
		.selectFrom('publishing.slot')
		.select(['account', 'weekday', 'at'])
		.orderBy('account')
		.orderBy('weekday')
		.orderBy('at')
		.execute();
});
