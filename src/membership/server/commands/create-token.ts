import { z } from 'zod';
import { authorize, memberOf, requireFresh, roles, type Role } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { digest, randomToken } from '#platform/token.ts';
import { tokenDays } from '#membership/token-days.ts';
import { tokenCreated, tokenRevoked } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { mayManageTokens } from '#membership/policy.ts';
import { insertMember } from '#membership/server/insert-member.ts';

export const CreateToken = z.object({
	/** What it is for, in the owner's words. */
	name: z.string().trim().min(1, 'missing').max(60, 'too-long'),
	/** The most it may do. */
	role: z.enum(roles).default('member'),
	/** In whose name it acts. Default: who makes it; for the command line the oldest owner. */
	member: z.coerce.number().int().positive().optional(),
	/** Actions (`article.publish`), or `*` for everything its role may. */
	scopes: z
		.array(z.string().regex(/^(?:\*|[a-z-]+\.[a-z-]+)$/, 'scope'))
		.min(1, 'scopes')
		.max(100, 'too-long'),
	/** Days after which it ends by itself. Default: never. */
	days: z.coerce.number().pipe(z.literal(tokenDays, 'wrong')).optional(),
});

/** Makes an API token. It is returned once and never again: only its SHA-256 is kept. */
export const createToken = command(CreateToken, async (ctx, input): Promise<{ id: number; token: string }> => {
	authorize(ctx.actor, 'token.create', mayManageTokens, null);
	requireFresh(ctx.actor);
	const member = await bearerOf(ctx, input);
	const token = `hc_${randomToken(40)}`;
	const { id } = await ctx.db
		.insertInto('membership.token')
		.values({
			digest: digest(token),
			prefix: token.slice(0, 9),
			name: input.name,
			member,
			role: input.role,
			scopes: [...new Set(input.scopes)],
			created: ctx.now,
			expires: input.days ? new Date(ctx.now.getTime() + input.days * 86_400_000) : null,
			created_by: memberOf(ctx.actor),
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	ctx.record({ name: tokenCreated, about: memberThing(member), data: { token: id, member, role: input.role } });
	return { id, token };
});

/** Ends a token at once. Safe to repeat. */
export const revokeToken = command(z.object({ token: z.coerce.number().int().positive() }), async (ctx, { token }) => {
	const found = await ctx.db
		.selectFrom('membership.token')
		.select(['id', 'member', 'revoked'])
		.where('id', '=', token)
		.executeTakeFirst();
	authorize(ctx.actor, 'token.revoke', mayManageTokens, null);
	if (!found) throw notFound('token');
	if (found.revoked) return { id: token };
	await ctx.db
		.updateTable('membership.token')
		.set({ revoked: ctx.now, revoked_by: memberOf(ctx.actor) })
		.where('id', '=', token)
		.execute();
	ctx.record({ name: tokenRevoked, about: memberThing(found.member), data: { token } });
	return { id: token };
});

async function bearerOf(ctx: Ctx, input: { name: string; role: Role; member?: number | undefined }): Promise<number> {
	const wanted = input.member ?? (ctx.actor.kind === 'member' ? ctx.actor.member : undefined);
	const found = await ctx.db
		.selectFrom('membership.member')
		.select('id')
		.where((row) => (wanted ? row('id', '=', wanted) : row('role', '=', 'owner')))
		.orderBy('id')
		.executeTakeFirst();
	if (found) return found.id;
	if (wanted) throw notFound('member');
	// A place without an owner yet: the program gets an account of its own, which nobody can sign in with.
	return (
		await insertMember(ctx, { name: input.name, email: null, role: input.role, locale: ctx.locale, joined: ctx.now })
	).id;
}
