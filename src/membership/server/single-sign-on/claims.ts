import type { Ctx } from '#platform/context/context.ts';
import { profilePath } from '#membership/member.ts';
import { subjectOf } from '#membership/server/single-sign-on/subject.ts';

/** What a client is told of a member, as far as it asked; null for one who may not sign in. Never a role. */
export async function claimsOf(
	ctx: Ctx,
	{ client, member, scope }: { client: number; member: number; scope: string },
): Promise<({ sub: string } & Record<string, unknown>) | null> {
	const person = await ctx.db
		.selectFrom('membership.member')
		.select(['name', 'handle', 'email', 'locale'])
		.where('id', '=', member)
		.where('suspended', 'is', null)
		.where('erased', 'is', null)
		.executeTakeFirst();
	if (!person) return null;
	const scopes = scope.split(' ');
	return {
		sub: subjectOf(ctx.site, client, member),
		...(scopes.includes('profile')
			? {
					name: person.name,
					preferred_username: person.handle,
					profile: ctx.site.url + profilePath(person.handle),
					locale: person.locale,
				}
			: {}),
		// Whoever signed in here proved their address by a code, or was let in by whoever knows it.
		...(scopes.includes('email') && person.email ? { email: person.email, email_verified: true } : {}),
	};
}
