import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { clockSkew } from '#network/clock-skew.ts';
import { addressesIn } from '#network/count-text.ts';
import { facebookBase } from '#network/facebook/connect-facebook.ts';
import { Made, nextOf, Paging } from '#network/facebook/facebook-shapes.ts';
import { askAs } from '#network/meta/ask-as.ts';
import type { NetworkMention, OwnAccount } from '#network/network.ts';
import { asNetworkProblem } from '#network/network-problem.ts';
import { webAddress } from '#network/read-answer.ts';

const Tagged = z.object({
	data: z.array(
		Made.extend({
			message: z.string().default(''),
			created_time: z.string(),
			/** Told of pages; of people only to themselves. */
			from: z.object({ id: z.string(), name: z.string() }).optional(),
			attachments: z.object({ data: z.array(z.object({ unshimmed_url: z.string().optional() })) }).optional(),
		}),
	),
	paging: Paging,
});

/** Parts of the list that are looked through, a hundred posts each. */
const mostParts = 5;

/**
 * What others said to everybody and tagged our page in (the Graph API's page on `/tagged`, v26.0: with `pages_read_user_content`). Posts that lead to us and do
 * not tag the page Facebook lets nobody search. Without that permission there is nothing to see.
 */
export async function listTagged(ctx: Ctx, account: OwnAccount, since: Date): Promise<NetworkMention[]> {
	const from = since.getTime() - clockSkew;
	const mentions: NetworkMention[] = [];
	let after: string | null = null;
	for (let part = 0; part < mostParts; part++) {
		const params = {
			fields: 'id,message,permalink_url,created_time,from,attachments{unshimmed_url}',
			limit: 100,
			after,
		};
		const path = `${encodeURIComponent(account.id)}/tagged`;
		const found: z.output<typeof Tagged> = await askAs(facebookBase)(ctx, account, Tagged, { path, params }).catch(
			(error: unknown) => {
				if (asNetworkProblem(error).trouble === 'permission') return { data: [] };
				throw error;
			},
		);
		for (const { id, message, permalink_url: url, created_time: time, from: author, attachments } of found.data) {
			const posted = new Date(time);
			if (author?.id === account.id || !(posted.getTime() >= from)) continue;
			const cards = attachments?.data.flatMap((one) => one.unshimmed_url ?? []) ?? [];
			mentions.push({
				id,
				url: webAddress(url),
				author: { name: author?.name ?? '', url: null },
				text: message,
				posted,
				links: [...new Set([...addressesIn(message), ...cards])],
			});
		}
		// Newest first: once a part has what is too old, so have all after it.
		const old = found.data.some((one) => !(new Date(one.created_time).getTime() >= from));
		after = nextOf(found.paging);
		if (!after || old) break;
	}
	return mentions;
}
