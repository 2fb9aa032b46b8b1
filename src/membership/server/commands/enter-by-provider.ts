import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { digest, randomToken } from '#platform/token.ts';
import { identityParted, providerJoined } from '#membership/events.ts';
import { emailField } from '#membership/email.ts';
import { memberThing } from '#membership/member.ts';
import { mayChangeSignIn } from '#membership/policy.ts';
import { askedFromField } from '#membership/server/asked-from.ts';
import { beginSession, type SignedIn } from '#membership/server/begin-session.ts';
import { tellOfProvider } from '#membership/server/tell-of-provider.ts';
import { cookieLine } from '#membership/server/session-cookie.ts';

/** Somebody whom a provider sent may take so long to say who they want to be here. */
const arrivalMinutes = 30;

export type Entered =
	({ kind: 'in' } & SignedIn) | { kind: 'connected'; cookies: string[] } | { kind: 'arrived'; cookies: string[] };

const personFields = {
	provider: z.number().int(),
	subject: z.string().min(1).max(255),
	name: z.string().transform((name) => name.slice(0, 60)),
	/** An address that is none is as good as none. */
	email: emailField.nullable().catch(null),
	verified: z.boolean(),
};

/**
 * Signs in whom a provider vouches for: a member who came by it before, or one whose address the provider has verified. An
 * address that nobody verified joins nothing. Who works here connects a provider themselves, signed in (Problem
 * `provider.staff`, 403): another place's word never opens the console by itself. Everybody else has arrived, and says who
 * they want to be.
 */
export const enterByProvider = command(
	z.object({ ...personFields, onward: z.string(), from: askedFromField }),
	async (ctx, { from, onward, ...person }): Promise<Entered> => {
		const known = await ctx.db
			.updateTable('membership.provider_account')
			.set({ used: ctx.now, name: person.name, email: person.email })
			.where('provider', '=', person.provider)
			.where('subject', '=', person.subject)
			.returning('member')
			.executeTakeFirst();
		if (known) return { kind: 'in', ...(await beginSession(ctx, known.member, 'provider', from)) };
		const member = person.verified && person.email ? await findForLink(ctx, person.email) : null;
		if (member) {
			if (member.role !== 'member') throw new Problem('provider.staff', 403);
			await joinAccount(ctx, member.id, person);
			return { kind: 'in', ...(await beginSession(ctx, member.id, 'provider', from)) };
		}
		const token = randomToken(26);
		await ctx.db
			.insertInto('membership.arrival')
			.values({
				digest: digest(token),
				provider: person.provider,
				subject: person.subject,
				name: person.name,
				email: person.email,
				verified: person.verified && person.email !== null,
				onward,
				came: ctx.now,
				expires: new Date(ctx.now.getTime() + arrivalMinutes * 60_000),
			})
			.execute();
		return { kind: 'arrived', cookies: [cookieLine('arrival', ctx.site.url, token, arrivalMinutes * 60)] };
	},
);

/** Connects a provider to the account of the member who asks. Throws Problem `provider.taken` (409). Safe to repeat. */
export const connectProvider = command(z.object(personFields), async (ctx, person) => {
	const member = memberOf(ctx.actor) ?? 0;
	authorize(ctx.actor, 'provider.connect', mayChangeSignIn, { id: member });
	await joinAccount(ctx, member, person);
});

/**
 * Writes that whom the provider calls so is this member, and tells them unless they are `fresh`: joined by it this moment. Throws
 * Problem `provider.taken` (409).
 */
export async function joinAccount(
	ctx: Ctx,
	member: number,
	{ provider, subject, name, email }: { provider: number; subject: string; name: string; email: string | null },
	fresh = false,
): Promise<void> {
	const made = await ctx.db
		.insertInto('membership.provider_account')
		.values({ provider, subject, member, name, email, joined: ctx.now })
		.onConflict((conflict) => conflict.columns(['provider', 'subject']).doNothing())
		.returning('id')
		.executeTakeFirst();
	if (made) {
		await partFromOthers(ctx, { member, account: made.id });
		if (!fresh) await tellOfProvider(ctx, { member, provider, what: 'joined' });
		return ctx.record({ name: providerJoined, about: memberThing(member), data: { member, account: made.id } });
	}
	const there = await ctx.db
		.selectFrom('membership.provider_account')
		.select('member')
		.where('provider', '=', provider)
		.where('subject', '=', subject)
		.executeTakeFirst();
	if (there?.member !== member) throw new Problem('provider.taken', 409);
}

/** Whoever signs in by an account has proved that it is theirs: what staff had joined to somebody else by hand is parted. */
async function partFromOthers(ctx: Ctx, { member, account }: { member: number; account: number }): Promise<void> {
	const parted = await ctx.db
		.updateTable('membership.identity as i')
		.from('membership.provider_account as a')
		.innerJoin('membership.provider as p', 'p.id', 'a.provider')
		.set({ parted: ctx.now })
		.where('a.id', '=', account)
		.whereRef('i.kind', '=', 'p.kind')
		.whereRef('i.value', '=', 'a.subject')
		.where('i.member', '!=', member)
		.where('i.parted', 'is', null)
		.returning(['i.id', 'i.member'])
		.execute();
	for (const one of parted)
		ctx.record({
			name: identityParted,
			about: memberThing(one.member),
			data: { member: one.member, identity: one.id },
		});
}

const findForLink = (ctx: Ctx, email: string): Promise<{ id: number; role: string } | undefined> =>
	ctx.db
		.selectFrom('membership.member')
		.select(['id', 'role'])
		.where('email', '=', email)
		.where('erased', 'is', null)
		.executeTakeFirst();
