import { z } from 'zod';
import {
	deleteArticle,
	listArticles,
	publishArticle,
	readDraft,
	unpublishArticle,
	writeArticle,
} from '#content/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { locales } from '#platform/language/locale.ts';
import { bodyInput, documentOf, listOf, page, time, timeText } from '#web/api/common-shapes.ts';
import { readCursor, writeCursor } from '#web/api/cursor.ts';
import { endpoint } from '#web/api/endpoint.ts';
import { answer, article, listed } from '#web/api/resources/article-shape.ts';

const fields = {
	slug: z.string().max(150, 'too-long').optional(),
	excerpt: z.string().max(300, 'too-long').optional(),
	tags: z.array(z.string()).max(12, 'too-long').optional(),
	access: z.enum(['public', 'members']).optional(),
	/** Of one for members: only those of this segment read the whole; null: every member. */
	segment: z.number().int().positive().nullable().optional(),
	locale: z.enum(locales).optional(),
	/** Members who work here, the first first. */
	authors: z.array(z.number().int().positive()).max(8, 'too-long').optional(),
	series: z.number().int().positive().nullable().optional(),
	seriesPosition: z.number().int().positive().nullable().optional(),
	/** The picture of its text that stands for it in lists; null: the first. What stays in sight of it is the picture's own (`/media`). */
	cover: z.number().int().positive().nullable().optional(),
};
/** When: now, a time (the future schedules), or null for a draft. */
const published = z.union([time, z.literal('now'), z.null()]).optional();

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
		answer: listOf(listed),
		async run(ctx, { query: { cursor, limit, tag } }) {
			const { items, next } = await listArticles(ctx, { limit, tag, before: readCursor(ctx, cursor, 'number') });
			return {
				items: items.map(({ path, published: when, ...rest }) =>
					listed.parse({ ...rest, url: ctx.site.url + path, published: timeText(when) }),
				),
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
	endpoint({
		method: 'DELETE',
		path: '/articles/{article}',
		scope: 'article.delete',
		summary: 'Delete an article; it can be brought back for thirty days',
		query: z.object({
			/** Where its address leads: an address of this site. */
			leads_to: z.string().max(2000, 'too-long').optional(),
			/** What becomes of its conversation. */
			thread: z.enum(['hidden', 'readable']).optional(),
		}),
		answer: z.object({ id: z.number() }),
		run: (ctx, { params: { article: id }, query: { leads_to: leadsTo, thread } }) =>
			deleteArticle(ctx, { id, leadsTo, thread }),
	}),
];
