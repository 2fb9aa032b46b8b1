import { z } from 'zod';
import { checkInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { answer, readJson } from '#network/practice/server/api/answer.ts';
import { changePost, removePost } from '#network/practice/server/commands/change-post.ts';
import { writeComment } from '#network/practice/server/commands/write-comment.ts';
import { writePost } from '#network/practice/server/commands/write-post.ts';
import { readReach } from '#network/practice/server/queries/read-reach.ts';

/** One call of the API by a page whose token held. */
export interface Call {
	ctx: Ctx;
	request: Request;
	url: URL;
	page: { id: number; name: string };
	/** The number in the path, or 0. */
	id: number;
}

const Listing = z.object({
	limit: z.coerce.number().int().min(1).max(100).default(50),
	cursor: z.coerce.number().int().min(0).default(0),
	key: z.string().max(200).optional(),
});

const listing = (url: URL) => checkInput(Listing, Object.fromEntries(url.searchParams));

/** The key that every creating call must carry. */
function keyOf(request: Request): string {
	const key = request.headers.get('idempotency-key')?.trim();
	if (!key || key.length > 200) throw new Problem('practice.key-missing', 422);
	return key;
}

/** `GET /v1/page` */
export async function showPage({ ctx, page }: Call): Promise<Response> {
	const { followers } = await ctx.db
		.selectFrom('practice.follower')
		.select((eb) => eb.fn.countAll<number>().as('followers'))
		.where('page', '=', page.id)
		.executeTakeFirstOrThrow();
	return answer(200, { ...page, followers, url: `${ctx.site.url}/practice` });
}

/** `POST /v1/posts` with `Idempotency-Key`: 201 for a new post, 200 for the one that the key already stands for. */
export async function createPost({ ctx, request, page }: Call): Promise<Response> {
	const { text, link } = checkInput(
		z.strictObject({ text: z.string(), link: z.string().nullish() }),
		await readJson(request),
	);
	const post = await writePost(ctx, { page: page.id, key: keyOf(request), text, link });
	return answer(post.fresh ? 201 : 200, postShape(ctx, post));
}

/** `GET /v1/posts?limit=&cursor=&key=`: newest first; with `key` the one post of that key, if there is one. */
export async function listPosts({ ctx, url, page }: Call): Promise<Response> {
	const { limit, cursor, key } = listing(url);
	let posts = ctx.db
		.selectFrom('practice.post')
		.selectAll()
		.where('page', '=', page.id)
		.orderBy('id', 'desc')
		.limit(limit + 1);
	if (key !== undefined) posts = posts.where('key', '=', key);
	if (cursor) posts = posts.where('id', '<', cursor);
	return pageOf(await posts.execute(), limit, (post) => postShape(ctx, post));
}

/** `GET /v1/posts/ID`: the post and its numbers. */
export async function showPostNumbers({ ctx, page, id }: Call): Promise<Response> {
	const post = await findPost(ctx, page.id, id);
	const { reached, views, likes, comments } = (await readReach(ctx, [id])).get(id)!;
	return answer(200, { ...postShape(ctx, post), reached, views, likes, comments });
}

/** `PUT /v1/posts/ID`: other words. */
export async function editPost({ ctx, request, page, id }: Call): Promise<Response> {
	const { text } = checkInput(z.strictObject({ text: z.string() }), await readJson(request));
	return answer(200, postShape(ctx, await changePost(ctx, { page: page.id, post: id, text })));
}

/** `DELETE /v1/posts/ID` */
export async function deletePost({ ctx, page, id }: Call): Promise<Response> {
	const { id: gone } = await removePost(ctx, { page: page.id, post: id });
	return answer(200, { id: String(gone) });
}

/** `GET /v1/posts/ID/comments?limit=&cursor=&key=`: oldest first. */
export async function listComments({ ctx, url, page, id }: Call): Promise<Response> {
	await findPost(ctx, page.id, id);
	const { limit, cursor, key } = listing(url);
	let comments = ctx.db
		.selectFrom('practice.comment as comment')
		.leftJoin('practice.follower as follower', 'follower.id', 'comment.follower')
		.selectAll('comment')
		.select('follower.name as name')
		.where('comment.post', '=', id)
		.where('comment.id', '>', cursor)
		.orderBy('comment.id')
		.limit(limit + 1);
	if (key !== undefined) comments = comments.where('comment.key', '=', key);
	return pageOf(await comments.execute(), limit, (comment) => commentShape(ctx, page.name, comment));
}

/** `POST /v1/posts/ID/comments` with `Idempotency-Key`: the page answers. */
export async function createComment({ ctx, request, page, id }: Call): Promise<Response> {
	const Body = z.strictObject({
		text: z.string(),
		parent: z
			.string()
			.regex(/^\d{1,15}$/)
			.nullish(),
	});
	const { text, parent } = checkInput(Body, await readJson(request));
	const comment = await writeComment(ctx, {
		page: page.id,
		post: id,
		parent: parent ? Number(parent) : null,
		key: keyOf(request),
		text,
	});
	return answer(comment.fresh ? 201 : 200, commentShape(ctx, page.name, { ...comment, name: null }));
}

async function findPost(ctx: Ctx, page: number, id: number) {
	const post = await ctx.db
		.selectFrom('practice.post')
		.selectAll()
		.where('id', '=', id)
		.where('page', '=', page)
		.executeTakeFirst();
	if (!post) throw notFound('practice');
	return post;
}

function pageOf<Row extends { id: number }>(rows: Row[], limit: number, shape: (row: Row) => object): Response {
	const items = rows.slice(0, limit);
	return answer(200, { items: items.map(shape), next: rows.length > limit ? String(items.at(-1)?.id) : null });
}

const postShape = (ctx: Ctx, post: { id: number; text: string; link: string | null; posted: Date }) => ({
	id: String(post.id),
	url: `${ctx.site.url}/practice/posts/${post.id}`,
	text: post.text,
	link: post.link,
	posted: post.posted.toISOString(),
});

const commentShape = (
	ctx: Ctx,
	page: string,
	comment: {
		id: number;
		post: number;
		parent: number | null;
		follower: number | null;
		name: string | null;
		text: string;
		posted: Date;
	},
) => ({
	id: String(comment.id),
	url: `${ctx.site.url}/practice/posts/${comment.post}#comment-${comment.id}`,
	parent: comment.parent === null ? null : String(comment.parent),
	author: { name: comment.name ?? page, page: comment.follower === null },
	text: comment.text,
	posted: comment.posted.toISOString(),
});
