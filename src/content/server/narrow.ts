import { sql } from 'kysely';
import { authorize, memberOf, staff, type Actor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { keepPeople } from '#membership/server/index.ts';
import { mayNarrow } from '#content/policy.ts';

/**
 * True where an article (its row by this name) leaves the asker, who has joined, its whole: it is for every member, or they
 * belong to its segment. Those who work here read everything. That a visitor does not is `mayReadWhole`.
 */
export const admitted = (actor: Actor, article = 'article') =>
	staff(actor)
		? sql<boolean>`true`
		: sql<boolean>`(${sql.ref(`${article}.segment`)} is null or exists (
			select from membership.segment_member k
			where k.segment = ${sql.ref(`${article}.segment`)} and k.member = ${memberOf(actor)}::bigint))`;

interface Narrowed {
	access: string;
	segment: number | null;
}

/**
 * Whose people alone read the whole of an article that is being saved; null: every member, or everybody. The people of its segment are
 * kept ready from now on. What is not named stays; who reads is changed by editors. A segment that is not there is a finding about `access`.
 */
export async function narrowedTo(
	ctx: Ctx,
	input: { access?: string | undefined; segment?: number | null | undefined },
	known: Narrowed | null,
): Promise<number | null> {
	const access = input.access ?? known?.access ?? 'public';
	const before = known?.segment ?? null;
	const segment = access === 'members' ? (input.segment === undefined ? before : input.segment) : null;
	if (segment === before) return segment;
	authorize(ctx.actor, 'article.write', mayNarrow, null);
	if (segment === null) return null;
	const found = await ctx.db
		.selectFrom('membership.segment')
		.select('id')
		.where('id', '=', segment)
		.where('retired', 'is', null)
		.executeTakeFirst();
	if (!found) throw invalidInput([{ path: 'access', key: 'missing' }]);
	await keepPeople(ctx, [segment]);
	return segment;
}
