import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Document } from '#platform/document/schema.ts';
import { toMarkdown } from '#platform/document/to-markdown.ts';
import { notFound } from '#platform/problem.ts';
import { findPictures } from '#media/server/index.ts';
import { articlePath, articleThing, type ArticlePage } from '#content/article.ts';
import { mayChange, mayReadWhole } from '#content/policy.ts';
import { articleCard } from '#content/server/queries/list-articles.ts';
import { visibleArticles } from '#content/server/visible.ts';

/** Characters of a members-only article that everybody may read. */
const teaserCharacters = 200;

/**
 * A published article for its page. Whoever may not read the whole gets the beginning. Returns `{ moved }` for an
 * address that the article had before. Throws Problem `article.not-found`.
 */
export const readArticle = query(
	z.object({ slug: z.string().max(400) }),
	async (ctx, { slug }): Promise<ArticlePage | { moved: string }> => {
		const row = await visibleArticles(ctx)
			.where('article.slug', '=', slug)
			.select([
				'article.body_html',
				'article.body_text',
				'article.locale',
				'article.changed',
				'article.reading_minutes',
				'article.thread',
			])
			.executeTakeFirst();
		if (!row) {
			const former = await ctx.db
				.selectFrom('content.former_slug as former')
				.innerJoin('content.article as article', 'article.id', 'former.article')
				.select('article.slug')
				.where('former.slug', '=', slug)
				.where('article.published', 'is not', null)
				.executeTakeFirst();
			if (former) return { moved: articlePath(former.slug) };
			throw notFound('article');
		}
		ctx.about(articleThing(row.id));
		const card = articleCard(row, await findPictures(ctx, row.cover ? [row.cover] : []));
		const whole = mayReadWhole(ctx.actor, card);
		return {
			...card,
			html: whole ? row.body_html : `<p>${escapeHtml(row.body_text.slice(0, teaserCharacters))}…</p>`,
			locale: row.locale as ArticlePage['locale'],
			changed: row.changed,
			readingMinutes: row.reading_minutes,
			thread: row.thread,
			whole,
		};
	},
);

/** What other modules need to know of an article, published or not; null when there is none. */
export const findArticle = query(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	const row = await ctx.db
		.selectFrom('content.article')
		.select(['id', 'slug', 'title', 'excerpt', 'thread', 'published', 'tags'])
		.where('id', '=', id)
		.executeTakeFirst();
	return row ? { ...row, path: articlePath(row.slug) } : null;
});

/** An article as its editor needs it. Throws Problem `article.not-found`. */
export const readDraft = query(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	const row = await ctx.db.selectFrom('content.article').selectAll().where('id', '=', id).executeTakeFirst();
	if (!row) throw notFound('article');
	authorize(ctx.actor, 'article.write', mayChange, row);
	return { ...row, path: articlePath(row.slug), markdown: toMarkdown(row.body as Document) };
});
