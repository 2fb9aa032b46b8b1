import type { Ctx } from '#platform/context/context.ts';
import { customaryDigest, type Cadence, type Matter } from '#notification/cadence.ts';

/** Which letters a member gets; `summary` is null for whoever is no owner. */
interface LetterChoice {
	digest: Cadence;
	summary: boolean | null;
}

/** What a member chose of letters, and what is customary where they chose nothing. */
export const readLetters = async (ctx: Ctx, member: number): Promise<LetterChoice> => (await load(ctx, member)).chosen;

/** Keeps what was chosen; what is as customary and was never chosen stays so, and changes with what they agree to. */
export async function keepLetters(
	ctx: Ctx,
	member: number,
	wanted: { digest: Cadence; summary: boolean },
): Promise<void> {
	const { chosen, rows } = await load(ctx, member);
	const fresh: { member: number; matter: Matter; every: Cadence }[] = [];
	if (wanted.digest !== chosen.digest || rows.has('digest'))
		fresh.push({ member, matter: 'digest', every: wanted.digest });
	if (chosen.summary !== null && wanted.summary !== chosen.summary)
		fresh.push({ member, matter: 'summary', every: wanted.summary ? 'week' : 'never' });
	if (!fresh.length) return;
	await ctx.db
		.insertInto('notification.cadence')
		.values(fresh)
		.onConflict((row) => row.columns(['member', 'matter']).doUpdateSet((eb) => ({ every: eb.ref('excluded.every') })))
		.execute();
}

async function load(ctx: Ctx, member: number): Promise<{ chosen: LetterChoice; rows: Map<string, Cadence> }> {
	const [person, cadences] = await Promise.all([
		ctx.db
			.selectFrom('membership.member as m')
			.leftJoin('membership.preference as p', 'p.member', 'm.id')
			.select(['m.role', 'p.mail'])
			.where('m.id', '=', member)
			.executeTakeFirstOrThrow(),
		ctx.db.selectFrom('notification.cadence').select(['matter', 'every']).where('member', '=', member).execute(),
	]);
	const rows = new Map(cadences.map(({ matter, every }) => [matter, every as Cadence]));
	return {
		chosen: {
			digest: rows.get('digest') ?? customaryDigest(Boolean(person.mail)),
			summary: person.role === 'owner' ? rows.get('summary') !== 'never' : null,
		},
		rows,
	};
}
