import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { readThing } from '#federation/address.ts';
import { thingAddress } from '#federation/server/speak.ts';
import { spokenThing } from '#federation/server/spoken-thing.ts';

/** Answers on one page of the collection. */
const size = 40;

/**
 * What answers a thing, oldest first, as addresses: of this house, and of others who said it. Only while everybody may read the thing itself, and of the answers
 * what everybody may read; what came from other networks has no address there. Null: there is no such thing.
 */
export async function listReplies(
	ctx: Ctx,
	thing: string,
	after: number,
): Promise<{ items: URL[]; next: number | null } | null> {
	const found = readThing(thing);
	const spoken = found && (await spokenThing(ctx, thing));
	if (!found || !spoken) return null;
	if (spoken.thread === null) return { items: [], next: null };
	// What answers an article, or the opening of a thread, stands at the first level.
	const first = found.kind !== 'comment' || spoken.title !== null;
	const { rows } = await sql<{ id: number; address: string | null }>`
		select c.id, s.address from community.comment c left join federation.said s on s.comment = c.id
		where c.thread = ${spoken.thread}::bigint and c.id > ${after}::bigint and c.hidden is null and c.deleted is null
			and ${first ? sql`c.parent is null and c.id <> ${found.kind === 'comment' ? found.id : 0}::bigint` : sql`c.parent = ${found.id}::bigint`}
			and (c.origin_network is null or s.address is not null)
		order by c.id limit ${size + 1}::int`.execute(ctx.db);
	const items = rows
		.slice(0, size)
		.map(({ id, address }) => (address ? new URL(address) : thingAddress(ctx, `comment:${id}`)));
	return { items, next: rows.length > size ? (rows[size - 1]?.id ?? null) : null };
}
