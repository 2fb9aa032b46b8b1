import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf, staff } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { mayCorrespond, mayReach } from '#message/policy.ts';
import { idField, loadSeat, type Seat } from '#message/server/load-seat.ts';
import { sayIn, takeTurn, textField } from '#message/server/say-in.ts';

export const SendMessage = z.object({ talk: idField, text: textField });

/**
 * Says something in a talk that one is in. Throws Problem `message.not-found`, `message.shut` (the other of two left, wants nothing from
 * members, or blocks whoever writes), `message.you-block`, `message.alone`, and what the brakes object to.
 */
export const sendMessage = command(SendMessage, async (ctx, { talk, text }) => {
	authorize(ctx.actor, 'message.write', mayCorrespond, null);
	await takeTurn(ctx);
	const seat = await loadSeat(ctx, talk);
	if (seat.pair !== null) await judgeOther(ctx, seat);
	else if (await isAlone(ctx, talk)) throw new Problem('message.alone', 409);
	return sayIn(ctx, talk, text);
});

/** Whether the other of a talk of two is still there and to be written to. */
async function judgeOther(ctx: Ctx, { talk }: Seat): Promise<void> {
	const own = memberOf(ctx.actor);
	const { rows } = await sql<{
		id: number;
		handle: string;
		role: string;
		shut: boolean;
		blocked: boolean;
		departed: Date | null;
	}>`
		select m.id, m.handle::text as handle, m.role, s.departed,
			exists (select from message.closed_door d where d.member = m.id) or s.departed is not null
				or exists (select from membership.block b where b.member = m.id and b.blocked = ${own}::bigint) as shut,
			exists (select from membership.block b where b.blocked = m.id and b.member = ${own}::bigint) as blocked
		from message.seat s join membership.member m on m.id = s.member
		where s.talk = ${talk}::bigint and s.member <> ${own}::bigint and m.erased is null and m.suspended is null`.execute(
		ctx.db,
	);
	const [other] = rows;
	if (!other) throw new Problem('message.alone', 409);
	if (other.blocked && !staff(ctx.actor)) throw new Problem('message.you-block', 409, { handle: other.handle });
	if (!mayReach(ctx.actor, other)) throw new Problem('message.shut', 403, { handle: other.handle });
	if (other.departed)
		await ctx.db
			.updateTable('message.seat')
			.set({ departed: null })
			.where('talk', '=', talk)
			.where('member', '=', other.id)
			.execute();
}

async function isAlone(ctx: Ctx, talk: number): Promise<boolean> {
	const { rows } = await sql<{ others: boolean }>`
		select exists (select from message.seat s where s.talk = ${talk}::bigint and s.departed is null
			and s.member <> ${memberOf(ctx.actor)}::bigint) as others`.execute(ctx.db);
	return !rows[0]?.others;
}
