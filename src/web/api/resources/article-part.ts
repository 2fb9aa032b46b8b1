import { z } from 'zod';
import {
	linkTranslation,
	listRevisions,
	restoreArticle,
	translateArticle,
	unlinkTranslation,
} from '#content/server/index.ts';
import { locales } from '#platform/language/locale.ts';
import { listOf, page, time, timeText } from '#web/api/common-shapes.ts';
import { readCursor, writeCursor } from '#web/api/cursor.ts';
import { endpoint } from '#web/api/endpoint.ts';
import { answer, article } from '#web/api/resources/article-shape.ts';

const revision = z.object({
	number: z.number(),
	title: z.string(),
	kept: time,
	/** Name of who saved it; null: the product itself. */
	by: z.string().nullable(),
	published: time.nullable(),
});

/** What belongs to one article beside its text: its return, its translations, its versions. */
export const articlePartEndpoints = [
	endpoint({
		method: 'POST',
		path: '/articles/{article}/restore',
		scope: 'article.delete',
		summary: 'Bring a deleted article back as it was',
		answer: article,
		status: 200,
		async run(ctx, { params: { article: id } }) {
			await restoreArticle(ctx, { id });
			return answer(ctx, id);
		},
	}),
	endpoint({
		method: 'POST',
		path: '/articles/{article}/translations',
		scope: 'article.write',
		summary:
			'Begin a translation (`locale`): a draft of its own, linked to the article; one that was begun is found. Or link one that is written already (`article`). Answers with the translation',
		body: z
			.strictObject({
				locale: z.enum(locales).optional(),
				/** The same article in another language. */
				article: z.number().int().positive().optional(),
			})
			.refine(({ locale, article: other }) => (locale === undefined) !== (other === undefined), 'wrong'),
		answer: article,
		async run(ctx, { params: { article: id }, body: { locale, article: other } }) {
			if (locale) return answer(ctx, (await translateArticle(ctx, { id, locale })).id);
			return answer(ctx, (await linkTranslation(ctx, { id, other })).other);
		},
	}),
	endpoint({
		method: 'DELETE',
		path: '/articles/{article}/translations',
		scope: 'article.write',
		summary: 'Take an article out of the company of its translations: it stands alone, as they do',
		answer: article,
		async run(ctx, { params: { article: id } }) {
			await unlinkTranslation(ctx, { id });
			return answer(ctx, id);
		},
	}),
	endpoint({
		method: 'GET',
		path: '/articles/{article}/revisions',
		scope: 'article.write',
		summary: 'What every save of an article left behind, newest first',
		query: page,
		answer: listOf(revision),
		async run(ctx, { params: { article: id }, query: { cursor, limit } }) {
			const before = readCursor(ctx, cursor, 'number');
			const { items, next } = await listRevisions(ctx, { article: id, limit, before });
			return {
				items: items.map(({ number, title, kept, by, published: when }) => ({
					number,
					title,
					kept: kept.toISOString(),
					by,
					published: timeText(when),
				})),
				next: writeCursor(ctx, next),
			};
		},
	}),
];
