import { z } from 'zod';
import { authorize, memberOf, requireFresh } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { randomToken } from '#platform/token.ts';
import { mayConnectShop } from '#commerce/policy.ts';
import { seal } from '#commerce/server/seal.ts';

const ConnectShop = z.object({
	name: z.string().trim().min(1, 'missing').max(80, 'too-long'),
	/** Its part of the webhook's address. */
	handle: z
		.string()
		.trim()
		.toLowerCase()
		.regex(/^[a-z0-9](-?[a-z0-9])*$/, 'wrong-handle')
		.max(40, 'too-long'),
	kind: z.enum(['generic']).default('generic'),
});

/** 160 bits. */
const newSecret = (): string => `whsec_${randomToken(32)}`;

/** Connects a shop. Its secret is told this once and never again. */
export const connectShop = command(ConnectShop, async (ctx, { name, handle, kind }) => {
	authorize(ctx.actor, 'source.connect', mayConnectShop, null);
	requireFresh(ctx.actor);
	const secret = newSecret();
	const made = await ctx.db
		.insertInto('commerce.source')
		.values({
			name,
			handle,
			kind,
			created: ctx.now,
			secret: seal(ctx.site, handle, secret),
			secret_made: ctx.now,
			author: memberOf(ctx.actor),
		})
		.onConflict((conflict) => conflict.column('handle').doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!made) throw new Problem('source.taken', 409, { handle });
	ctx.record({ name: 'source.connected', about: `source:${made.id}`, data: { source: made.id } });
	return { id: made.id, handle, secret };
});

/** Gives a shop a new secret; the former one stops working at once. */
export const renewSecret = command(z.object({ source: z.coerce.number().int() }), async (ctx, { source }) => {
	authorize(ctx.actor, 'source.connect', mayConnectShop, null);
	requireFresh(ctx.actor);
	const found = await ctx.db
		.selectFrom('commerce.source')
		.select(['id', 'handle'])
		.where('id', '=', source)
		.where('retired', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!found) throw notFound('source');
	const secret = newSecret();
	await ctx.db
		.updateTable('commerce.source')
		.set({ secret: seal(ctx.site, found.handle, secret), secret_made: ctx.now })
		.where('id', '=', found.id)
		.execute();
	ctx.record({ name: 'source.secret-renewed', about: `source:${found.id}`, data: { source: found.id } });
	return { id: found.id, handle: found.handle, secret };
});

/** Takes a shop off: its webhook is refused from now on, its orders stay. */
export const retireShop = command(z.object({ source: z.coerce.number().int() }), async (ctx, { source }) => {
	authorize(ctx.actor, 'source.connect', mayConnectShop, null);
	const found = await ctx.db
		.updateTable('commerce.source')
		.set({ retired: ctx.now, secret: null })
		.where('id', '=', source)
		.where('retired', 'is', null)
		.returning('id')
		.executeTakeFirst();
	if (!found) throw notFound('source');
	ctx.record({ name: 'source.retired', about: `source:${source}`, data: { source } });
});
