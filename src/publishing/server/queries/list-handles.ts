import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { everyNetwork, networkTitle } from '#network/known-networks.ts';
import type { Handles } from '#network/mention.ts';
import { maySeePosts } from '#publishing/policy.ts';

/** Who is called what on which network, by name; and the networks where whoever is named hears of it. */
export const listHandles = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'handle.list', maySeePosts, null);
	const rows = await everyHandle(ctx);
	const people = Map.groupBy(rows, ({ name }) => name);
	return {
		people: [...people].map(([name, all]) => ({
			name,
			handles: all.map(({ network, handle }) => ({ network, handle, title: networkTitle(ctx.locale, network) })),
		})),
		networks: everyNetwork().flatMap(({ name, title, limits: { mention } }) =>
			mention ? [{ name, title: title(ctx.locale), example: mention.example }] : [],
		),
	};
});

const everyHandle = (ctx: Ctx) =>
	ctx.db
		.selectFrom('publishing.handle')
		.select(['name', 'network', 'handle'])
		.orderBy('name')
		.orderBy('network')
		.execute();

/** What everybody is called on one network. */
export type HandlesOn = (network: string) => Handles;

/** Everybody whom the house knows a handle of. For those who may already write. */
export async function readHandles(ctx: Ctx): Promise<HandlesOn> {
	const rows = await everyHandle(ctx);
	const nobody = Object.fromEntries(rows.map(({ name }) => [name, null]));
	return (network) => ({
		...nobody,
		...Object.fromEntries(rows.flatMap((row) => (row.network === network ? [[row.name, row.handle]] : []))),
	});
}
