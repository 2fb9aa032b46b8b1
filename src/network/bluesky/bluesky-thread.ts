import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { callXrpc } from '#network/bluesky/xrpc.ts';
import type { NetworkComment, OwnAccount } from '#network/network.ts';

/** A record and the very words it had. */
export const Strong = z.object({ uri: z.string(), cid: z.string() });

const Author = z.object({
	did: z.string(),
	handle: z.string(),
	displayName: z.string().optional(),
	labels: z.array(z.object({ val: z.string() })).optional(),
});
export const Post = Strong.extend({
	author: Author,
	record: z.object({ text: z.string().default(''), createdAt: z.string().optional() }).loose(),
	indexedAt: z.string(),
});
interface Node {
	post?: z.output<typeof Post> | undefined;
	replies?: Node[] | undefined;
}
const Node: z.ZodType<Node> = z.lazy(() =>
	z.object({ post: Post.optional(), replies: z.array(Node).optional() }).loose(),
);

/** Whoever asked not to be shown to people who are not signed in (`!no-unauthenticated`) is not shown on a page that everybody reads. */
export const isShown = ({ labels }: z.output<typeof Author>): boolean =>
	!labels?.some(({ val }) => val === '!no-unauthenticated');

/** What stands in the place of a handle that leads back to nobody: whoever has it is found by their number alone (lexicon `app.bsky.actor.defs`). */
const noHandle = 'handle.invalid';

export const profileOf = ({ did, handle }: z.output<typeof Author>): string =>
	`https://bsky.app/profile/${encodeURIComponent(handle === noHandle ? did : handle)}`;

/** What somebody is called there: the name they chose, else their handle; nothing where they have neither. */
export const nameOf = ({ displayName, handle }: z.output<typeof Author>): string =>
	displayName || (handle === noHandle ? '' : handle);

/** Everything under a post, as far as it is shown to everybody. */
export async function readThread(ctx: Ctx, account: OwnAccount, post: string): Promise<{ comments: NetworkComment[] }> {
	const { thread } = await callXrpc(ctx, z.object({ thread: Node }), {
		name: 'app.bsky.feed.getPostThread',
		params: { uri: post, depth: 20, parentHeight: 0 },
		token: account.connection['access'],
		note: account.note,
	});
	const comments: NetworkComment[] = [];
	const walk = (node: Node, parent: string | null): void => {
		for (const { post: said, replies } of node.replies ?? []) {
			if (!said) continue;
			if (isShown(said.author)) comments.push(commentOf(account, said, parent));
			walk({ replies }, said.uri);
		}
	};
	walk(thread, null);
	return { comments: comments.sort((a, b) => a.posted.getTime() - b.posted.getTime()) };
}

function commentOf(
	account: OwnAccount,
	{ uri, author, record, indexedAt }: z.output<typeof Post>,
	parent: string | null,
): NetworkComment {
	const profile = profileOf(author);
	return {
		id: uri,
		url: `${profile}/post/${uri.split('/').at(-1)}`,
		parent,
		author: { name: nameOf(author), url: profile },
		text: record.text,
		// What somebody says about their own time is not believed.
		posted: new Date(indexedAt),
		own: author.did === account.id,
	};
}
