import type { Sql } from '#platform/database/connect.ts';
import type { Installation } from '#platform/installation/installation.ts';
import { digest } from '#platform/token.ts';
import { newSessionToken } from '#membership/server/session-cookie.ts';

/** A member who is signed in. */
export interface SignedInMember {
	member: number;
	/** The Cookie header. */
	cookie: string;
}

/** Signs in `count` ordinary members from number `first` on: tokens as the product makes them, rows in one statement. */
export async function signIn(installation: Installation, first: number, count: number): Promise<SignedInMember[]> {
	const { handle, sql } = await installation.site('home');
	const key = handle.key('session');
	const people = Array.from({ length: count }, (_, index) => ({ member: first + index, ...newSessionToken(key) }));
	await sql`
		insert into membership.session (digest, member, way, opened, seen, expires)
		select digest, member, 'code', now(), now(), now() + interval '30 days'
		from unnest(${people.map(({ token }) => digest(token))}::text[], ${people.map(({ member }) => member)}::bigint[]) as opened (digest, member)`;
	return people.map(({ member, value }) => ({ member, cookie: `session=${value}` }));
}

/** Forgets every session of the bench. */
export const signOutAll = (sql: Sql): Promise<unknown> => sql`delete from membership.session`;
