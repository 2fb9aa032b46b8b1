import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { postImported } from '#publishing/events.ts';
import { mayBringPosts } from '#publishing/policy.ts';
import type { Brought } from '#publishing/server/commands/import-links.ts';

const id = z.number().int().positive();
const count = z.number().int().nullable();
const time = z.date().nullable();
const address = z
	.url({ protocol: /^https?$/ })
	.nullable()
	.catch(null);
const ImportedPost = z.object({
	account: z.object({
		network: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
		externalId: z.string().min(1).max(500),
		name: z.string().max(500),
		url: address,
	}),
	article: id.nullable(),
	/** Code of its tracked link. */
	link: z.string().nullable(),
	text: z.string().min(1).max(100_000),
	/** Of the media library. */
	pictures: z.array(id).max(100).default([]),
	author: id.nullable(),
	key: z.string().min(1).max(100),
	queued: z.date(),
	published: time,
	failed: time,
	unconfirmed: time,
	edited: time.default(null),
	withdrawn: time.default(null),
	trouble: z.string().max(100).nullable(),
	externalId: z.string().max(500).nullable(),
	url: address,
	reach: count,
	views: count,
	likes: count,
	comments: count,
	clicks: count.default(null),
	collected: time,
});

/**
 * Brings posts home as history, many at once: they can be read, and nothing of them is sent or asked for ever again. One
 * that had not gone out yet becomes one that did not. Their accounts come without a connection: a person connects anew.
 * Returns what became of each.
 */
export const importPosts = command(
	z.object({ posts: z.array(ImportedPost) }),
	async (ctx, { posts }): Promise<Brought[]> => {
		authorize(ctx.actor, 'post.import', mayBringPosts, null);
		if (!posts.length) return [];
		await keepAccounts(ctx, posts);
		const given = posts.map(({ account, externalId, ...post }) => {
			const over = post.published ?? post.failed ?? post.unconfirmed;
			return {
				...post,
				network: account.network,
				account_id: account.externalId,
				external_id: externalId,
				...(over ? {} : { failed: ctx.now, trouble: 'brought-home' }),
			};
		});
		const { rows } = await sql<{ id: number; key: string; link: number | null }>`
			insert into publishing.post (account, article, link, text, author, key, queued, published, failed, unconfirmed, trouble,
				external_id, external_url, reach, views, likes, comments, clicks, collected, pictures, edited, withdrawn)
			select account.id, given.article, link.id, given.text, given.author, given.key, given.queued, given.published,
				given.failed, given.unconfirmed, given.trouble, given.external_id, given.url, given.reach, given.views, given.likes,
				given.comments, given.clicks, given.collected, given.pictures, given.edited, given.withdrawn
			from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb) as given (
				network text, account_id text, article bigint, link text, text text, author bigint, key text, queued timestamptz,
				published timestamptz, failed timestamptz, unconfirmed timestamptz, trouble text, external_id text, url text,
				reach bigint, views bigint, likes bigint, comments bigint, clicks bigint, collected timestamptz, pictures bigint[],
				edited timestamptz, withdrawn timestamptz)
			join publishing.account account on account.network = given.network and account.external_id = given.account_id
			left join publishing.link link on link.code = given.link
			order by given.queued, given.key
			on conflict do nothing
			returning id, key, link`.execute(ctx.db);
		await sql`
			update publishing.link set post = post.id from publishing.post post
			where post.id = any(${rows.map((row) => row.id)}::bigint[]) and link.id = post.link and link.post is null`.execute(
			ctx.db,
		);
		if (rows.length)
			ctx.record({
				name: postImported,
				about: ['posts', ...rows.map((row) => `post:${row.id}`)],
				data: { count: rows.length },
			});
		const fresh = new Set(rows.map((row) => row.key));
		return posts.map(({ key }) => (fresh.delete(key) ? 'fresh' : 'same'));
	},
);

/** The accounts of these posts, where they are not here: without a secret, and refused until somebody connects them. */
async function keepAccounts(ctx: Ctx, posts: readonly z.output<typeof ImportedPost>[]): Promise<void> {
	const accounts = new Map(posts.map(({ account }) => [`${account.network} ${account.externalId}`, account]));
	const rows = [...accounts.values()].map(({ network, externalId, name, url }) => ({
		network,
		external_id: externalId,
		name,
		url,
		secret: '',
		connected: ctx.now,
		refused: ctx.now,
		trouble: 'brought-home',
	}));
	await ctx.db
		.insertInto('publishing.account')
		.values(rows)
		.onConflict((conflict) => conflict.columns(['network', 'external_id']).doNothing())
		.execute();
}
