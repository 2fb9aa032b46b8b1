import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { mayKeepProviders } from '#membership/policy.ts';
import { providerKinds, providerName, worksIn, type OfferedProvider } from '#membership/provider.ts';

const inOrder = (kind: string): number => (providerKinds as readonly string[]).indexOf(kind);

/**
 * By which other places people may sign in here: those that work in this in-app browser (`app`, '' for a browser of its own),
 * and those that would in another one.
 */
export const listProviders = query(
	z.object({ app: z.string().default('') }),
	async (ctx, { app }): Promise<{ offered: OfferedProvider[]; elsewhere: OfferedProvider[] }> => {
		const rows = await ctx.db.selectFrom('membership.provider').select(['key', 'kind', 'name']).orderBy('id').execute();
		const all = rows
			.map(({ key, kind, name }) => ({ key, kind, name: providerName(kind, name) }))
			.sort((one, other) => inOrder(one.kind) - inOrder(other.kind));
		return {
			offered: all.filter(({ kind }) => worksIn(kind, app)),
			elsewhere: all.filter(({ kind }) => !worksIn(kind, app)),
		};
	},
);

/** By which of them the member who asks signs in. Throws Problem `session.required` (401). */
export const listOwnProviders = query(z.object({}), async (ctx) => {
	if (ctx.actor.kind !== 'member') throw new Problem('session.required', 401);
	const rows = await ctx.db
		.selectFrom('membership.provider_account as a')
		.innerJoin('membership.provider as p', 'p.id', 'a.provider')
		.select(['a.id', 'p.key', 'p.kind', 'p.name as label', 'a.name', 'a.email', 'a.joined'])
		.where('a.member', '=', ctx.actor.member)
		.orderBy('a.id')
		.execute();
	return rows.map(({ label, ...row }) => ({ ...row, provider: providerName(row.kind, label) }));
});

/** The providers as their owner set them up, with how many members come by each; never a secret. */
export const listKeptProviders = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'provider.keep', mayKeepProviders, null);
	const rows = await ctx.db
		.selectFrom('membership.provider as p')
		.select((eb) => [
			'p.key',
			'p.kind',
			'p.name',
			'p.issuer',
			'p.client',
			'p.opened',
			'p.trouble',
			'p.troubled',
			eb
				.selectFrom('membership.provider_account as a')
				.select(({ fn }) => fn.countAll<number>().as('members'))
				.whereRef('a.provider', '=', 'p.id')
				.as('members'),
		])
		.orderBy('p.id')
		.execute();
	return rows.map((row) => ({ ...row, members: Number(row.members ?? 0) }));
});
