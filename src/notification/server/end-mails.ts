import type { Ctx } from '#platform/context/context.ts';
import { isMatter, type MailKind } from '#notification/mail-kind.ts';
import { customaryWays, type Way } from '#notification/wish.ts';

/** Ends the mails about some kinds of notice, whose other ways stay as they are, and letters. Safe to repeat. */
export async function endMails(ctx: Ctx, member: number, ended: readonly MailKind[]): Promise<void> {
	const letters = ended.filter(isMatter);
	if (letters.length)
		await ctx.db
			.insertInto('notification.cadence')
			.values(letters.map((matter) => ({ member, matter, every: 'never' })))
			.onConflict((row) => row.columns(['member', 'matter']).doUpdateSet({ every: 'never' }))
			.execute();
	const kinds = ended.filter((kind) => !isMatter(kind));
	if (!kinds.length) return;
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
