import { sql } from 'kysely';
import { memberOf } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';

/** Somebody to be written to, as the rules see them. */
export interface Person {
	id: number;
	handle: string;
	role: string;
	shut: boolean;
	/** Whoever asks blocks them. */
	blocked: boolean;
}

/**
 * Members by their handles, in this order, those who are here. `shut`: they want nothing from members, or block whoever asks.
 */
export async function loadPeople(ctx: Ctx, handles: readonly string[]): Promise<Person[]> {
	const { rows } = await sql<Person>`
		select m.id, m.handle::text as handle, m.role,
			exists (select from message.closed_door d where d.member = m.id)
				or exists (select from membership.block b where b.member = m.id and b.blocked = ${memberOf(ctx.actor)}::bigint) as shut,
			exists (select from membership.block b where b.blocked = m.id and b.member = ${memberOf(ctx.actor)}::bigint) as blocked
		from unnest(${handles as string[]}::text[]::citext[]) with ordinality wanted (handle, place)
		join membership.member m on m.handle = wanted.handle
		where m.suspended is null and m.erased is null order by wanted.place`.execute(ctx.db);
	return rows;
}
