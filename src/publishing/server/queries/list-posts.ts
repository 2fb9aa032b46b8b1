import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { outgoingText } from '#network/compose.ts';
import { everyNetwork, networkTitle } from '#network/known-networks.ts';
import { postState } from '#publishing/post-state.ts';
import { maySeePosts } from '#publishing/policy.ts';

const ListPosts = z.object({
	article: z.coerce.number().int().positive().optional(),
	/** Id of the last post that was seen. */
	before: z.coerce.number().int().positive().optional(),
	limit: z.coerce.number().int().min(1).max(100).default(30),
});

/** Posts with their state and numbers, newest first. `next` is what `before` goes on from, or null. */
export const listPosts = query(ListPosts, async (ctx, { article, before, limit }) => {
	authorize(ctx.actor, 'post.list', maySeePosts, null);
	let posts = select(ctx)
		.orderBy('post.id', 'desc')
		.limit(limit + 1);
	if (article) posts = posts.where('post.article', '=', article);
	if (before) posts = posts.where('post.id', '<', before);
	const rows = await posts.execute();
	const items = rows.slice(0, limit).map((row) => shape(ctx, row));
	return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
});

/** One post. Throws Problem `post.not-found`. */
export const readPost = query(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	authorize(ctx.actor, 'post.list', maySeePosts, null);
	const row = await select(ctx).where('post.id', '=', id).executeTakeFirst();
	if (!row) throw notFound('post');
	return shape(ctx, row);
});

/** Posts that a person has to look at: failed or unconfirmed; with their number. */
export const listTroubledPosts = query(
	z.object({ limit: z.number().int().max(50).default(7) }),
	async (ctx, { limit }) => {
		authorize(ctx.actor, 'post.list', maySeePosts, null);
		const rows = await select(ctx)
			.where((eb) => eb.or([eb('post.failed', 'is not', null), eb('post.unconfirmed', 'is not', null)]))
			.orderBy('post.id', 'desc')
			.limit(limit)
			.execute();
		return rows.map((row) => shape(ctx, row));
	},
);

const select = (ctx: Ctx) =>
	ctx.db
		.selectFrom('publishing.post as post')
		.innerJoin('publishing.account as account', 'account.id', 'post.account')
		.leftJoin('content.article as article', 'article.id', 'post.article')
		.leftJoin('publishing.link as link', 'link.id', 'post.link')
		.select([
			'post.id',
			'post.text',
			'post.account',
			'post.article',
			'post.author',
			'post.queued',
			'post.armed',
			'post.tried',
			'post.tries',
			'post.next_try',
			'post.published',
			'post.failed',
			'post.unconfirmed',
			'post.withdrawn',
			'post.edited',
			'post.trouble',
			'post.trouble_details',
			'post.external_url',
			'post.external_id',
			'post.reach',
			'post.views',
			'post.likes',
			'post.comments',
			'post.clicks',
			'post.collected',
			'account.name as account_name',
			'account.network',
			'account.url as account_url',
			'article.title as article_title',
			'link.code',
		])
		.select((eb) =>
			eb
				.case()
				.when('post.link', 'is not', null)
				.then(
					eb
						.selectFrom('insight.click')
						.select((of) => of.fn.countAll<number>().as('count'))
						.whereRef('insight.click.link', '=', 'post.link'),
				)
				.end()
				.as('followed'),
		);

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

const shape = (ctx: Ctx, row: Row) => ({
	id: row.id,
	text: row.text,
	state: postState(row),
	account: {
		id: row.account,
		name: row.account_name,
		network: row.network,
		title: networkTitle(ctx.locale, row.network),
		url: row.account_url,
	},
	article: row.article === null ? null : { id: row.article, title: row.article_title ?? '' },
	author: row.author,
	link: row.code ? { code: row.code, url: `${ctx.site.url}/go/${row.code}` } : null,
	url: row.external_url,
	tried: row.tried,
	/** The words to look for there, or to post by hand. */
	goesOut: goesOut(ctx, row),
	queued: row.queued,
	published: row.published,
	edited: row.edited,
	withdrawn: row.withdrawn,
	nextTry: row.next_try,
	trouble: row.trouble,
	/** Null until the network said so. */
	reach: row.reach,
	views: row.views,
	likes: row.likes,
	comments: row.comments,
	clicks: row.clicks,
	/** How often its own link was followed by people, by our count; null: it has none. */
	followed: row.followed === null ? null : Number(row.followed),
	collected: row.collected,
});

export type PostCard = ReturnType<typeof shape>;

/** The text as it goes out on its network, with the link where that wants it. */
function goesOut(ctx: Ctx, { text, code, network }: Pick<Row, 'text' | 'code' | 'network'>): string {
	const link = code ? `${ctx.site.url}/go/${code}` : null;
	const limits = everyNetwork().find(({ name }) => name === network)?.limits;
	return limits ? outgoingText({ text, link }, limits) : text;
}
