import { z } from 'zod';
import { authorize, memberOf, requireFresh } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { notFound } from '#platform/problem.ts';
import { digest, randomToken } from '#platform/token.ts';
import { clientClosed, clientKept } from '#membership/events.ts';
import { mayKeepClients } from '#membership/policy.ts';
import { readRedirects } from '#membership/single-sign-on.ts';

const id = z.coerce.number().int().positive();

export const KeepClient = z.object({
	/** Empty: a new one. */
	client: z.union([z.literal('').transform(() => undefined), id]).optional(),
	name: z.string().trim().min(1, 'missing').max(60, 'too-long'),
	/** One address a line. */
	redirects: z.string().max(6000, 'too-long'),
	farewells: z.string().max(6000, 'too-long').default(''),
});

/**
 * Makes a shop a client of this place's sign-in, or changes it. The secret is returned once, when it is made. Throws Problem
 * `input.invalid` for an address that is not safe to lead people to, `client.not-found`.
 */
export const keepClient = command(
	KeepClient,
	async (ctx, { client, name, redirects, farewells }): Promise<{ key: string; secret: string | null }> => {
		authorize(ctx.actor, 'client.keep', mayKeepClients, null);
		requireFresh(ctx.actor);
		const [back, after] = [readRedirects(redirects), readRedirects(farewells)];
		if (!back?.length || back.length > 10) throw invalidInput([{ path: 'redirects', key: 'redirects' }]);
		if (!after || after.length > 10) throw invalidInput([{ path: 'farewells', key: 'redirects' }]);
		const row = { name, redirects: back, farewells: after };
		if (client === undefined) {
			const [key, secret] = [randomToken(16), randomToken(40)];
			await ctx.db
				.insertInto('membership.client')
				.values({ key, digest: digest(secret), ...row, made: ctx.now, made_by: memberOf(ctx.actor) })
				.execute();
			ctx.record({ name: clientKept, about: 'client', data: { key } });
			return { key, secret };
		}
		const kept = await ctx.db
			.updateTable('membership.client')
			.set(row)
			.where('id', '=', client)
			.returning('key')
			.executeTakeFirst();
		if (!kept) throw notFound('client');
		ctx.record({ name: clientKept, about: 'client', data: { key: kept.key } });
		return { key: kept.key, secret: null };
	},
);

/** Gives a client a new secret; the old one opens nothing from that moment. */
export const renewClientSecret = command(z.object({ client: id }), async (ctx, { client }) => {
	authorize(ctx.actor, 'client.keep', mayKeepClients, null);
	requireFresh(ctx.actor);
	const secret = randomToken(40);
	const kept = await ctx.db
		.updateTable('membership.client')
		.set({ digest: digest(secret) })
		.where('id', '=', client)
		.returning('key')
		.executeTakeFirst();
	if (!kept) throw notFound('client');
	ctx.record({ name: clientKept, about: 'client', data: { key: kept.key } });
	return { key: kept.key, secret };
});

/** Takes a client away, with every code and token that it holds. Safe to repeat. */
export const closeClient = command(z.object({ client: id }), async (ctx, { client }) => {
	authorize(ctx.actor, 'client.keep', mayKeepClients, null);
	const gone = await ctx.db
		.deleteFrom('membership.client')
		.where('id', '=', client)
		.returning('key')
		.executeTakeFirst();
	if (gone) ctx.record({ name: clientClosed, about: 'client', data: { key: gone.key } });
});
