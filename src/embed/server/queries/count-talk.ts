import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { findThread } from '#community/server/index.ts';
import { plainAddress } from '#embed/address.ts';
import { findPage } from '#embed/server/queries/read-embeds.ts';

/** Counts that one page asks for at most, of each kind. */
export const mostCounts = 30;

const CountTalk = z.object({
	threads: z.array(z.number().int().positive()).max(mostCounts),
	addresses: z.array(z.string().max(4_000)).max(mostCounts),
});

/** How much is said in threads and about pages elsewhere, as this actor may know it; what they may not read counts as nothing. */
export const countTalk = query(CountTalk, async (ctx, { threads, addresses }) => {
	const count = async (id: number): Promise<number> => (await findThread(ctx, { id }))?.comment_count ?? 0;
	const counted: [number, number][] = [];
	for (const id of new Set(threads)) counted.push([id, await count(id)]);
	const about: number[] = [];
	for (const address of addresses) {
		const page = plainAddress(address) === null ? null : await findPage(ctx, { address });
		about.push(page ? await count(page.thread) : 0);
	}
	return { threads: Object.fromEntries(counted), addresses: about };
});
