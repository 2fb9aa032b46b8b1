import { z } from 'zod';
import {
	findArticle,
	listArticles,
	publishArticle,
	readDraft,
	unpublishArticle,
	writeArticle,
} from '#content/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { bodyInput, documentOf, listOf, page, time, timeText } from '#web/api/common-shapes.ts';
import { readCursor, writeCursor } from '#web/api/cursor.ts';
import { endpoint } from '#web/api/endpoint.ts';

const article = z.object({
	id: z.number(),
	slug: z.string(),
	url: z.string(),
	title: z.string(),
	excerpt: z.string(),
	tags: z.array(z.string()),
	thread: z.number().nullable(),
	published: time.nullable(),
});

const fields = {
	slug: z.string().max(150, 'too-long').optional(),
	excerpt: z.string().max(300, 'too-long').optional(),
	tags: z.array(z.string()).max(12, 'too-long').optional(),
	access: z.enum(['public', 'members']).optional(),
};
/** When: now, a time (the future schedules), or null for a draft. */
const published = z.union([time, z.literal('now'), z.null()]).optional();

async function answer(ctx: Ctx, id: number): Promise<z.output<typeof article>> {
	const found = await findArticle(ctx, { id });
	if (!found) throw notFound('article');
	const { slug, title, excerpt, tags, thread, path } = found;
	return { id, slug, url: ctx.site.url + path, title, excerpt, tags, thread, published: timeText(found.published) };
}

async function setPublished(ctx: Ctx, id: number, when: z.output<typeof published>): Promise<void> {
	if (when === undefined) return;
	if (when === null) await unpublishArticle(ctx, { id });
	else await publishArticle(ctx, { id, ...(when === 'now' ? {} : { at: new Date(when) }) });
}

export const articleEndpoints = [
	endpoint({
		method: 'GET',
		path: '/articles',
		scope: 'article.read',
		summary: 'Published articles, newest first',
		query: page.extend({ tag: z.string().max(30).optional() }),
		answer: listOf(article.omit({ thread: true })),
		async run(ctx, { query: { cursor, limit, tag } }) {
			const { items, next } = await listArticles(ctx, { limit, tag, before: readCursor(ctx, cursor, 'number') });
			return {
				items: items.map(({ id, slug, path, title, excerpt, tags, published: when }) => ({
					id,
					slug,
					url: ctx.site.url + path,
					title,
					excerpt,
					tags,
					published: timeText(when),
				})),
				next: writeCursor(ctx, next),
			};
		},
	}),
	endpoint({
		method: 'POST',
		path: '/articles',
		scope: 'article.write',
		summary: 'Write an article, and publish it if asked to',
		body: z.strictObject({ title: z.string(), body: bodyInput, published, ...fields }),
		answer: article,
		async run(ctx, { body: { body, published: when, ...rest } }) {
			const { id } = await writeArticle(ctx, { ...rest, body: documentOf(body, 'article') });
			if (when) await setPublished(ctx, id, when);
			return answer(ctx, id);
		},
	}),
	endpoint({
		method: 'GET',
		path: '/articles/{article}',
		scope: 'article.write',
		summary: 'One article with its document, for those who may write it',
		answer: article.extend({ body: z.object({ document: z.record(z.string(), z.unknown()) }), version: z.number() }),
		async run(ctx, { params }) {
			const { article: id } = params;
			const draft = await readDraft(ctx, { id });
			return { ...(await answer(ctx, id)), body: { document: draft.body }, version: draft.version };
		},
	}),
	endpoint({
		method: 'PATCH',
		path: '/articles/{article}',
		scope: 'article.write',
		summary: 'Change an article; only what is named changes',
		body: z.strictObject({
			title: z.string().optional(),
			body: bodyInput.optional(),
			version: z.number().int().optional(),
			published,
			...fields,
		}),
		answer: article,
		async run(ctx, { params, body: { title, body, published: when, version, ...rest } }) {
			const { article: id } = params;
			const known = await readDraft(ctx, { id });
			if (title !== undefined || body || Object.keys(rest).length) {
				// What is not named is written back as it was read: somebody else's change meanwhile refuses it.
				await writeArticle(ctx, {
					...rest,
					id,
					version: version ?? known.version,
					title: title ?? known.title,
					body: body ? documentOf(body, 'article') : known.body,
				});
			}
			await setPublished(ctx, id, when);
			return answer(ctx, id);
		},
	}),
];
