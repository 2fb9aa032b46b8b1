import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayCorrespond } from '#message/policy.ts';
import { openSeat } from '#message/server/open-seat.ts';
import { pairOf } from '#message/talk.ts';

/** The talk of two that whoever asks has with a member already; null: none. */
export const findPair = query(z.object({ handle: z.string().max(60) }), async (ctx, { handle }) => {
	authorize(ctx.actor, 'message.read', mayCorrespond, null);
	const own = memberOf(ctx.actor) as number;
	const other = await ctx.db
		.selectFrom('membership.member')
		.select('id')
		.where('handle', '=', handle.normalize('NFC'))
		.executeTakeFirst();
	if (!other) return null;
	const found = await ctx.db
		.selectFrom('message.talk as t')
		.innerJoin('message.seat as s', 's.talk', 't.id')
		.select('t.id')
		.where('t.pair', '=', pairOf(own, other.id))
		.where('s.member', '=', own)
		.where(openSeat)
		.executeTakeFirst();
	return found?.id ?? null;
});
