import { z } from 'zod';
import { findArticle } from '#content/server/index.ts';
import { notFound } from '#platform/problem.ts';
import {
	createLink,
	editPost,
	listAccounts,
	listAllLinks,
	listPosts,
	readPost,
	shareArticle,
	withdrawPost,
} from '#publishing/server/index.ts';
import { idParam, listOf, page, time, timeText } from '#web/api/common-shapes.ts';
import { readCursor, writeCursor } from '#web/api/cursor.ts';
import { endpoint } from '#web/api/endpoint.ts';
import { toldBack } from '#web/api/told-back.ts';

const account = z.object({ id: z.number(), network: z.string(), name: z.string(), url: z.string().nullable() });
const post = z.object({
	id: z.number(),
	account: z.number(),
	article: z.number().nullable(),
	text: z.string(),
	state: z.string(),
	link: z.string().nullable(),
	url: z.string().nullable(),
	published: time.nullable(),
	reach: z.number().nullable(),
	views: z.number().nullable(),
	likes: z.number().nullable(),
	comments: z.number().nullable(),
	/** How often its link was followed: as the network counts, and by our own count. */
	clicks: z.number().nullable(),
	followed: z.number().nullable(),
});
type Known = Awaited<ReturnType<typeof readPost>>;
const shape = (one: Known): z.output<typeof post> => ({
	id: one.id,
	account: one.account.id,
	article: one.article?.id ?? null,
	text: one.text,
	state: one.state,
	link: one.link?.url ?? null,
	url: one.url,
	published: timeText(one.published),
	reach: one.reach,
	views: one.views,
	likes: one.likes,
	comments: one.comments,
	clicks: one.clicks,
	followed: one.followed,
});
const link = z.object({ id: z.number(), code: z.string(), url: z.string() });

export const publishingEndpoints = [
	endpoint({
		method: 'GET',
		path: '/accounts',
		scope: 'account.list',
		summary: 'Connected accounts on networks, without their secrets',
		answer: listOf(account),
		async run(ctx) {
			const { accounts } = await listAccounts(ctx, {});
			return { items: accounts.map(({ id, network, name, url }) => ({ id, network, name, url })), next: null };
		},
	}),
	endpoint({
		method: 'GET',
		path: '/posts',
		scope: 'post.list',
		summary: 'Posts with their state and numbers, newest first',
		query: page.extend({ article: idParam.optional() }),
		answer: listOf(post),
		async run(ctx, { query: { cursor, limit, article } }) {
			const { items, next } = await listPosts(ctx, { limit, article, before: readCursor(ctx, cursor, 'number') });
			return { items: items.map(shape), next: writeCursor(ctx, next) };
		},
	}),
	endpoint({
		method: 'POST',
		path: '/posts',
		scope: 'post.share',
		summary: 'Share a published article on an account; sent by a job, exactly once',
		body: z.strictObject({
			article: z.number().int().positive(),
			account: z.number().int().positive(),
			text: z.string(),
			/** Of `/media`. Absent: none, or the article's cover where nothing goes out without a picture. */
			pictures: z.array(z.number().int().positive()).max(20).optional(),
		}),
		answer: post,
		async run(ctx, { body }) {
			const { post: id } = await shareArticle(ctx, body);
			return shape(await readPost(toldBack(ctx), { id }));
		},
	}),
	endpoint({
		method: 'GET',
		path: '/posts/{post}',
		scope: 'post.list',
		summary: 'One post',
		answer: post,
		run: async (ctx, { params }) => shape(await readPost(ctx, { id: params.post })),
	}),
	endpoint({
		method: 'PATCH',
		path: '/posts/{post}',
		scope: 'post.amend',
		summary:
			'Put other words on a post that stands on its network; carried out by a job, so that the answer still has the old ones',
		body: z.strictObject({ text: z.string() }),
		answer: post,
		status: 202,
		async run(ctx, { params, body: { text } }) {
			await editPost(ctx, { post: params.post, text });
			return shape(await readPost(toldBack(ctx), { id: params.post }));
		},
	}),
	endpoint({
		method: 'DELETE',
		path: '/posts/{post}',
		scope: 'post.amend',
		summary: 'Take a post back from its network; carried out by a job, its state is `withdrawn` then',
		answer: post,
		status: 202,
		async run(ctx, { params }) {
			await withdrawPost(ctx, { post: params.post });
			return shape(await readPost(toldBack(ctx), { id: params.post }));
		},
	}),
	endpoint({
		method: 'GET',
		path: '/links',
		scope: 'link.list',
		summary: 'Tracked links, newest first',
		query: page,
		answer: listOf(link.extend({ target: z.string(), label: z.string(), created: time })),
		async run(ctx, { query: { cursor, limit } }) {
			const { items, next } = await listAllLinks(ctx, { limit, before: readCursor(ctx, cursor, 'number') });
			return {
				items: items.map(({ id, code, url, target, label, created }) => ({
					id,
					code,
					url,
					target,
					label,
					created: created.toISOString(),
				})),
				next: writeCursor(ctx, next),
			};
		},
	}),
	endpoint({
		method: 'POST',
		path: '/links',
		scope: 'link.create',
		summary: 'Make a tracked link to a page of this site',
		body: z.strictObject({
			target: z.string(),
			article: z.number().int().positive().optional(),
			label: z.string().optional(),
			channel: z.string().optional(),
		}),
		answer: link,
		async run(ctx, { body }) {
			if (body.article !== undefined && !(await findArticle(ctx, { id: body.article }))) throw notFound('article');
			return createLink(ctx, body);
		},
	}),
];
