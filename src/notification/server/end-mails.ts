import type { Ctx } from '#platform/context/context.ts';
import { customaryWays, type Way, type WishKind } from '#notification/wish.ts';

/** Ends the mails about some kinds of notice; the other ways stay as they are. Safe to repeat. */
export async function endMails(ctx: Ctx, member: number, kinds: readonly WishKind[]): Promise<void> {
	const rows = await ctx.db
		.selectFrom('notification.wish')
		.select(['kind', 'ways'])
		.where('member', '=', member)
		.where('kind', 'in', kinds)
		.forUpdate()
		.execute();
	const chosen = new Map(rows.map(({ kind, ways }) => [kind, ways as Way[]]));
	const wishes = kinds.map((kind) => ({
		member,
		kind,
		ways: (chosen.get(kind) ?? customaryWays[kind]).filter((way) => way !== 'mail'),
	}));
	await ctx.db
		.insertInto('notification.wish')
		.values(wishes)
		.onConflict((row) => row.columns(['member', 'kind']).doUpdateSet((eb) => ({ ways: eb.ref('excluded.ways') })))
		.execute();
}
