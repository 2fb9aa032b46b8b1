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
	now?: Date,
): Promise<SessionMember | null> {
	const row = await findRow(sql, key, value, now);
	return row && sessionMember(row);
}

/** As above, and what waits for the member, asked in the same statement: counts as SQL over `m.id`, by name. */
export async function findSessionWaiting<Name extends string>(
	sql: Sql,
	key: Buffer,
	value: string,
	waiting: Readonly<Record<Name, string>>,
	now?: Date,
): Promise<{ member: SessionMember; waiting: Record<Name, number> } | null> {
	const counts = Object.entries(waiting).map(([name, count]) => `, ${count} as "${name}"`);
	const row = await findRow(sql, key, value, now, counts.join(''));
	return row && { member: sessionMember(row), waiting: row as unknown as Record<Name, number> };
}

/** As above, with the session's own id, when its holder proved who they are, and when it was last noted as used. */
export async function findSession(
	sql: Sql,
	key: Buffer,
	value: string,
	now: Date,
): Promise<{ session: number; opened: Date; seen: Date; member: SessionMember } | null> {
	const row = await findRow(sql, key, value, now);
	return row && { session: row.session, opened: row.opened, seen: row.seen, member: sessionMember(row) };
}

type Row = SessionMember & { session: number; opened: Date; seen: Date; expires: Date; open: boolean };

async function findRow(
	sql: Sql,
	key: Buffer,
	value: string,
	// eslint-disable-next-line no-restricted-syntax -- the page cache asks before there is a context with a clock
	now = new Date(),
	also = '',
): Promise<Row | null> {
	const token = verifiedToken(key, value);
	if (!token) return null;
	// The time is compared here: as a parameter it would keep PostgreSQL from planning once and for all.
	const [row] = await sql<Row[]>`
		select m.id, m.name, m.handle::text, m.role, s.id as session, s.opened, s.seen, s.expires,
			m.role = 'member' or s.proved is not null or s.way = 'passkey'
				or (f.member is null and d.second_factor_required is null) as open${sql.unsafe(also)}
		from membership.session s join membership.member m on m.id = s.member
		left join membership.second_factor f on f.member = m.id and f.confirmed is not null
		cross join membership.door d
		where s.digest = ${digest(token)} and m.suspended is null`;
	return !row || row.expires <= now ? null : row;
}

/**
 * Who holds a session, with the rights that it carries: staff who have a second factor, or need one, are no more than members
 * until they gave it. A passkey is two proofs in one.
 */
function sessionMember({ id, name, handle, role, open }: SessionMember & { open: boolean }): SessionMember {
	return open ? { id, name, handle, role } : { id, name, handle, role: 'member', withheld: role };
}
