import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { isShown, nameOf, Post, profileOf } from '#network/bluesky/bluesky-thread.ts';
import { callXrpc } from '#network/bluesky/xrpc.ts';
import { clockSkew } from '#network/clock-skew.ts';
import { addressesIn } from '#network/count-text.ts';
import type { NetworkMention, OwnAccount, Published } from '#network/network.ts';

const Found = z.object({ posts: z.array(Post) });
/** Where the addresses of a post stand: beside the signs that lead there, or in a card. */
const Linked = z.object({
	facets: z.array(z.object({ features: z.array(z.object({ uri: z.string().optional() }).loose()) })).catch([]),
	embed: z
		.object({ external: z.object({ uri: z.string() }) })
		.optional()
		.catch(undefined),
});

/**
 * What others said with an address of this host in it. The network's own search keeps a list of the places that posts lead to; a server with the
 * open code alone knows the words that are written in them, and is asked for those, too.
 */
export async function searchLinks(ctx: Ctx, account: OwnAccount, host: string, since: Date): Promise<NetworkMention[]> {
	const domain = host.replace(/:\d+$/, '');
	const search = (params: { q: string; domain?: string }) =>
		callXrpc(ctx, Found, {
			name: 'app.bsky.feed.searchPosts',
			params: { ...params, since: new Date(since.getTime() - clockSkew).toISOString(), sort: 'latest', limit: 100 },
			token: account.connection['access'],
			note: account.note,
		});
	const found = [await search({ q: `domain:${domain}`, domain }), await search({ q: domain })];
	const posts = new Map(found.flatMap((part) => part.posts.map((post) => [post.uri, post])));
	return [...posts.values()]
		.filter(({ author }) => author.did !== account.id && isShown(author))
		.map(({ uri, author, record, indexedAt }) => ({
			id: uri,
			url: `${profileOf(author)}/post/${uri.split('/').at(-1)}`,
			author: { name: nameOf(author), url: profileOf(author) },
			text: record.text,
			posted: new Date(indexedAt),
			links: linksIn(record),
		}));
}

/** What somebody else's post says now; null when it is gone. */
export async function readOthers(
	ctx: Ctx,
	account: OwnAccount,
	uri: string,
): Promise<(Published & { text: string }) | null> {
	const { posts } = await callXrpc(ctx, Found, {
		name: 'app.bsky.feed.getPosts',
		params: { uris: uri },
		token: account.connection['access'],
		note: account.note,
	});
	const [post] = posts;
	return post
		? { id: uri, url: `${profileOf(post.author)}/post/${uri.split('/').at(-1)}`, text: post.record.text }
		: null;
}

function linksIn(record: z.output<typeof Post>['record']): string[] {
	const { facets = [], embed } = Linked.safeParse(record).data ?? {};
	const beside = facets.flatMap(({ features }) => features.flatMap(({ uri }) => uri ?? []));
	return [...new Set([...beside, ...(embed ? [embed.external.uri] : []), ...addressesIn(record.text)])];
}
