import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';

/**
 * The member who bought with this address, or null: whoever signs in with it (joining asks for a code sent to it), before whom staff joined it to, or
 * whose it was before.
 */
export async function findBuyer(ctx: Ctx, email: string): Promise<number | null> {
	const { rows } = await sql<{ id: number }>`
		select id from (
			select id, 1 as turn from membership.member where email = ${email}::citext
			union all
			select member, 2 from membership.identity where kind = 'mail' and value = ${email}::citext and parted is null
		) buyer order by turn limit 1`.execute(ctx.db);
	return rows[0]?.id ?? null;
}
