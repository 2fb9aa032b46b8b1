import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { findPictures } from '#media/server/index.ts';
import type { Picture } from '#media/picture.ts';
import { articlePath, articleThing, type ArticleCard } from '#content/article.ts';
import { visibleArticles } from '#content/server/visible.ts';

const ListArticles = z.object({
	limit: z.number().int().min(1).max(100).default(20),
	/** Id of the last article of the page before. */
	before: z.coerce.number().int().positive().optional(),
	tag: z.string().max(30).optional(),
	author: z.number().int().optional(),
});

/** Published articles, newest first, a page at a time. */
export const listArticles = query(ListArticles, async (ctx, { limit, before, tag, author }) => {
	ctx.about('articles');
	let found = visibleArticles(ctx)
		.orderBy('article.published', 'desc')
		.orderBy('article.id', 'desc')
		.limit(limit + 1);
	if (tag) found = found.where(sql<boolean>`article.tags @> array[${tag}]::text[]`);
	if (author) found = found.where('article.author', '=', author);
	if (before) {
		found = found.where(
			sql<boolean>`(article.published, article.id) < (select published, id from content.article where id = ${before})`,
		);
	}
	const rows = await found.execute();
	const pictures = await findPictures(
		ctx,
		rows.flatMap((row) => (row.cover ? [row.cover] : [])),
	);
	const items = rows.slice(0, limit).map((row) => articleCard(row, pictures));
	// A list shows how much was said under each article.
	ctx.about(...items.map((item) => articleThing(item.id)));
	return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
});

type CardRow = Awaited<ReturnType<ReturnType<typeof visibleArticles>['execute']>>[number];

export const articleCard = (row: CardRow, pictures: Map<number, Picture>): ArticleCard => ({
	id: row.id,
	slug: row.slug,
	path: articlePath(row.slug),
	title: row.title,
	excerpt: row.excerpt,
	tags: row.tags,
	published: row.published,
	author: { name: row.author_name, handle: row.author_handle },
	cover: row.cover ? (pictures.get(row.cover) ?? null) : null,
	comments: row.comments ?? 0,
	access: row.access as ArticleCard['access'],
});

/** The tags in use with how many published articles carry each, most used first. */
export async function listTags(ctx: Ctx): Promise<{ tag: string; articles: number }[]> {
	ctx.about('articles');
	const rows = await sql<{ tag: string; articles: number }>`
		select tag, count(*)::int as articles from content.article, unnest(tags) as tag
		where published <= ${ctx.now} group by tag order by articles desc, tag limit 50`.execute(ctx.db);
	return rows.rows;
}
