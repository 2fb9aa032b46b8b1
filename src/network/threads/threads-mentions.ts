import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { clockSkew } from '#network/clock-skew.ts';
import { addressesIn } from '#network/count-text.ts';
import { askAs } from '#network/meta/ask-as.ts';
import type { NetworkMention, OwnAccount } from '#network/network.ts';
import { asNetworkProblem } from '#network/network-problem.ts';
import { webAddress } from '#network/read-answer.ts';
import { threadsBase } from '#network/threads/threads-addresses.ts';
import { Me, Said } from '#network/threads/threads-shapes.ts';

const Found = z.object({ data: z.array(Said.extend({ link_attachment_url: z.string().optional() })) });

/**
 * What others said to everybody with this host in it, the newest hundred. Threads finds words (Meta's page on keyword search, January 2026: 2,200 questions a
 * day for each person, of which this asks 48), and whose post it is it tells by name alone. An app that Meta has not looked at finds its own account's posts and
 * nothing else; one that was never given leave to search is refused, and finds nothing.
 */
export async function searchThreads(
	ctx: Ctx,
	account: OwnAccount,
	host: string,
	since: Date,
): Promise<NetworkMention[]> {
	const ask = askAs(threadsBase);
	const from = since.getTime() - clockSkew;
	const search = ask(ctx, account, Found, {
		path: 'keyword_search',
		params: {
			q: host,
			search_type: 'RECENT',
			since: Math.floor(from / 1000),
			limit: 100,
			fields: 'id,text,username,permalink,timestamp,link_attachment_url',
		},
	});
	const { data } = await search.catch((error: unknown) => {
		if (asNetworkProblem(error).trouble === 'permission') return { data: [] };
		throw error;
	});
	if (!data.length) return [];
	const me = await ask(ctx, account, Me, { path: 'me', params: { fields: 'id,username' } });
	return data
		.filter(({ username, timestamp }) => username !== me.username && new Date(timestamp).getTime() >= from)
		.map(({ id, text, username, permalink, timestamp, link_attachment_url: card }) => ({
			id,
			url: webAddress(permalink),
			author: { name: username, url: username ? webAddress(`https://www.threads.net/@${username}`) : null },
			text,
			posted: new Date(timestamp),
			links: [...new Set([...addressesIn(text), ...(card ? [card] : [])])],
		}));
}
