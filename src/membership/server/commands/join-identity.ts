import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { identityJoined, identityParted } from '#membership/events.ts';
import { identityFields } from '#membership/identity.ts';
import { memberThing } from '#membership/member.ts';
import { mayJoinIdentity } from '#membership/policy.ts';

const id = z.coerce.number().int().positive();

/** Whether another member has proved that this is theirs: as the address or the account by which they sign in. */
async function provedByOther(
	ctx: Ctx,
	{ member, kind, value }: { member: number; kind: string; value: string },
): Promise<boolean> {
	const { rows } = await sql`
		select from membership.member where ${kind} = 'mail' and email = ${value}::citext
		union all
		select from membership.provider_account a join membership.provider p on p.id = a.provider
		where p.kind = ${kind} and a.subject = ${value} and a.member <> ${member}`.execute(ctx.db);
	return rows.length > 0;
}

/**
 * Notes by hand that somebody known elsewhere is this member. It opens no door: nobody signs in by it. What is another
 * member's, as an identity or as what they sign in with, is refused with a finding about `value`.
 */
export const joinIdentity = command(
	z.object({ member: id, reason: z.string().trim().max(300, 'too-long').default('') }).and(identityFields),
	async (ctx, { member, kind, value, reason }) => {
		const person = await ctx.db
			.selectFrom('membership.member')
			.select('id')
			.where('id', '=', member)
			.where('erased', 'is', null)
			.executeTakeFirst();
		authorize(ctx.actor, 'identity.join', mayJoinIdentity, null);
		if (!person) throw notFound('member');
		if (await provedByOther(ctx, { member, kind, value }))
			throw invalidInput([{ path: 'value', key: 'identity-taken' }]);
		const made = await ctx.db
			.insertInto('membership.identity')
			.values({
				member,
				kind,
				value,
				origin: 'staff',
				reason,
				joined: ctx.now,
				joined_by: memberOf(ctx.actor),
			})
			.onConflict((conflict) => conflict.columns(['kind', 'value']).where('parted', 'is', null).doNothing())
			.returning('id')
			.executeTakeFirst();
		if (!made) throw invalidInput([{ path: 'value', key: 'identity-taken' }]);
		ctx.record({ name: identityJoined, about: memberThing(member), data: { member, identity: made.id } });
		return made;
	},
);

/** Takes back that an identity is this member's; whoever hears it lets go what came by it. Safe to repeat. */
export const partIdentity = command(z.object({ identity: id }), async (ctx, { identity }) => {
	const found = await ctx.db
		.selectFrom('membership.identity')
		.select(['id', 'member', 'parted'])
		.where('id', '=', identity)
		.forUpdate()
		.executeTakeFirst();
	authorize(ctx.actor, 'identity.join', mayJoinIdentity, null);
	if (!found) throw notFound('identity');
	if (found.parted) return;
	await ctx.db
		.updateTable('membership.identity')
		.set({ parted: ctx.now, parted_by: memberOf(ctx.actor) })
		.where('id', '=', identity)
		.execute();
	ctx.record({ name: identityParted, about: memberThing(found.member), data: { member: found.member, identity } });
});
