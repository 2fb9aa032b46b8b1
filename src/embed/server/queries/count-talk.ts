import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { plainAddress } from '#embed/address.ts';

const CountTalk = z.object({
	threads: z.array(z.number().int().positive()).max(100),
	addresses: z.array(z.string().max(4_000)).max(100),
});

/** How much is said in threads and about pages elsewhere, as everybody may know it; what nobody may read counts as nothing. */
export const countTalk = query(CountTalk, async (ctx, { threads, addresses }) => {
	const plain = addresses.map((address) => plainAddress(address) ?? '');
	const { rows } = await sql<{ id: number | null; address: string | null; count: number }>`
		select t.id, null as address, t.comment_count as count from community.thread t
		where t.id = any(${threads}::bigint[]) and t.hidden is null and t.withdrawn is null
		union all
		select null, p.address, t.comment_count from embed.page p join community.thread t on t.subject = 'page:' || p.id
		where p.address = any(${plain}::text[]) and t.hidden is null and t.withdrawn is null`.execute(ctx.db);
	return {
		threads: Object.fromEntries(threads.map((id) => [id, rows.find((row) => Number(row.id) === id)?.count ?? 0])),
		addresses: addresses.map(
			(_, place) => rows.find((row) => row.address !== null && row.address === plain[place])?.count ?? 0,
		),
	};
});
