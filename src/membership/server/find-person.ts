import type { Ctx } from '#platform/context/context.ts';
import type { Person } from '#membership/person-source.ts';

/** Where a former address of somebody is known from: they signed in with it. */
export const formerAddress = 'former-address';

/** A member as the rooms that know of people are asked about them; null where nobody is. */
export async function findPerson(
	ctx: Ctx,
	id: number,
): Promise<(Required<Person> & { erased: Date | null; role: string }) | null> {
	const [person, former] = await Promise.all([
		ctx.db
			.selectFrom('membership.member')
			.select(['id', 'email', 'erased', 'role'])
			.where('id', '=', id)
			.executeTakeFirst(),
		ctx.db
			.selectFrom('membership.identity')
			.select('value')
			.distinct()
			.where('member', '=', id)
			.where('kind', '=', 'mail')
			.where('origin', '=', formerAddress)
			.execute(),
	]);
	return person ? { ...person, former: former.map(({ value }) => value) } : null;
}
