import type { Sql } from '#platform/database/connect.ts';

/** A member for tests. */
export async function sowMember(sql: Sql, { email }: { email: string }): Promise<number> {
	const name = email.split('@')[0] ?? '';
	const [row] = await sql<{ id: number }[]>`
		insert into membership.member (handle, name, email, role, joined) values (${name}, ${name}, ${email}, 'member', now()) returning id`;
	return row?.id ?? 0;
}
