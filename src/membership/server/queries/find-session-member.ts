import type { Sql } from '#platform/database/connect.ts';
import { digest } from '#platform/token.ts';
import type { SessionMember } from '#membership/member.ts';
import { verifiedToken } from '#membership/server/session-cookie.ts';

/**
 * Whose session this cookie value is, or null: forged, expired, signed out, or of a suspended member. One prepared
 * statement, and none for a cookie that we did not sign. `key` is `site.key('session')`.
 */
export async function findSessionMember(
	sql: Sql,
	key: Buffer,
	value: string,
	// eslint-disable-next-line no-restricted-syntax -- the page cache asks before there is a context with a clock
	now = new Date(),
): Promise<SessionMember | null> {
	return (await findSession(sql, key, value, now))?.member ?? null;
}

/** As above, with the session's own id and when it was last noted as used. */
export async function findSession(
	sql: Sql,
	key: Buffer,
	value: string,
	now: Date,
): Promise<{ session: number; seen: Date; member: SessionMember } | null> {
	const token = verifiedToken(key, value);
	if (!token) return null;
	// The time is compared here: as a parameter it would keep PostgreSQL from planning once and for all.
	const [row] = await sql<(SessionMember & { session: number; seen: Date; expires: Date })[]>`
		select m.id, m.name, m.handle::text, m.role, s.id as session, s.seen, s.expires
		from membership.session s join membership.member m on m.id = s.member
		where s.digest = ${digest(token)} and m.suspended is null`;
	if (!row || row.expires <= now) return null;
	return {
		session: row.session,
		seen: row.seen,
		member: { id: row.id, name: row.name, handle: row.handle, role: row.role },
	};
}
