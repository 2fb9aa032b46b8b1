import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Document } from '#platform/document/schema.ts';
import { toMarkdown } from '#platform/document/to-markdown.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { articlePath, articleThing, conversationPath, type ArticlePage } from '#content/article.ts';
import { mayChange, mayReadWhole } from '#content/policy.ts';
import { articleCards } from '#content/server/article-card.ts';
import { authorIds, bylineOf } from '#content/server/authors.ts';
import { fillBody } from '#content/server/fill-body.ts';
import { findAddress } from '#content/server/queries/find-address.ts';
import { listTranslations, siblingsOf, readRelated, readSeriesPlace } from '#content/server/read-company.ts';
import { admitted } from '#content/server/narrow.ts';
import { visibleArticles } from '#content/server/visible.ts';

/**
 * A published article for its page. Whoever may not read the whole gets the beginning. Returns `{ moved }` for an
 * address that leads elsewhere. Throws Problem `article.not-found` (404), `article.withdrawn` (404) and `article.gone` (410).
 */
export const readArticle = query(
	z.object({ slug: z.string().max(400) }),
	async (ctx, { slug }): Promise<ArticlePage | { moved: string }> => {
		const row = await visibleArticles(ctx)
			.where('article.slug', '=', slug)
			.select(['article.body_html', 'article.teaser_html', 'article.changed', 'article.reading_minutes'])
			.select(['article.thread', 'article.series', 'article.translates', 'article.segment'])
			.select(admitted(ctx.actor).as('admitted'))
			.executeTakeFirst();
		if (!row) {
			const found = await findAddress(ctx, { slug });
			if (found.end === 'moved') return { moved: found.path };
			if (found.end === 'gone' && found.thread) return { moved: conversationPath(found.slug) };
			if (found.end === 'gone') throw new Problem('article.gone', 410, { title: found.title });
			throw found.end === 'withdrawn' ? new Problem('article.withdrawn', 404) : notFound('article');
		}
		ctx.about(articleThing(row.id));
		const [[card], translations, series, related] = await Promise.all([
			articleCards(ctx, [row]),
			listTranslations(ctx, row),
			row.series ? readSeriesPlace(ctx, row.series, row.id) : null,
			readRelated(ctx, row.id),
		]);
		if (!card) throw notFound('article');
		const whole = mayReadWhole(ctx.actor, row);
		// One that was written before beginnings were made shows its summary.
		const written = whole ? row.body_html : (row.teaser_html ?? `<p>${escapeHtml(row.excerpt)}</p>`);
		return {
			...card,
			...(await fillBody(ctx, written, card.locale)),
			changed: row.changed,
			readingMinutes: row.reading_minutes,
			thread: row.thread,
			whole,
			narrowed: row.segment !== null,
			translations,
			series,
			related,
		};
	},
);

/** What other modules need to know of an article, published or not; null when there is none. */
export const findArticle = query(
	z.object({ id: z.coerce.number().int().positive() }),
	async (ctx, { id }) => (await findArticles(ctx, { ids: [id] })).get(id) ?? null,
);

/** The same of many, by their ids; those that are not there are left out. */
export const findArticles = query(z.object({ ids: z.array(z.number()) }), async (ctx, { ids }) => {
	const rows = await ctx.db
		.selectFrom('content.article as article')
		.select([
			'id',
			'slug',
			'title',
			'excerpt',
			'thread',
			'published',
			'scheduled',
			'tags',
			'locale',
			'access',
			'segment',
		])
		.select(['series', 'series_position', 'translates', 'cover'])
		.select([bylineOf('article').as('authors'), siblingsOf('article').as('translations')])
		.where('id', '=', (eb) => eb.fn.any(eb.val([...new Set(ids)])))
		.where('deleted', 'is', null)
		.execute();
	return new Map(rows.map((row) => [row.id, { ...row, path: articlePath(row.slug) }]));
});

/** An article as its editor needs it. Throws Problem `article.not-found`. */
export const readDraft = query(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	const row = await ctx.db
		.selectFrom('content.article as article')
		.selectAll()
		.select(authorIds('article').as('authors'))
		.where('id', '=', id)
		.where('deleted', 'is', null)
		.executeTakeFirst();
	if (!row) throw notFound('article');
	authorize(ctx.actor, 'article.write', mayChange, row);
	return { ...row, path: articlePath(row.slug), markdown: toMarkdown(row.body as Document) };
});
