import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { openTalk } from '#community/server/index.ts';
import { articleThing } from '#content/article.ts';
import { articleCards } from '#content/server/article-card.ts';
import { visibleArticles } from '#content/server/visible.ts';

const ListArticles = z.object({
	limit: z.number().int().min(1).max(100).default(20),
	/** Id of the last article of the page before. */
	before: z.coerce.number().int().positive().optional(),
	tag: z.string().max(30).optional(),
	/** One of its authors. */
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
	if (author) {
		found = found.where(
			sql<boolean>`article.id in (select article from content.article_author where member = ${author}::bigint)`,
		);
	}
	if (before) {
		found = found.where(
			sql<boolean>`(article.published, article.id) < (select published, id from content.article where id = ${before})`,
		);
	}
	const rows = await found.execute();
	const items = await articleCards(ctx, rows.slice(0, limit));
	// A list shows how much was said under each article.
	ctx.about(...items.map((item) => articleThing(item.id)));
	return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
});

/** Every tag that the asker finds something under, with how many published articles and threads carry it, most used first. */
export async function countTags(ctx: Ctx): Promise<{ tag: string; articles: number; threads: number }[]> {
	const { rows } = await sql<{ tag: string; articles: number; threads: number }>`
		select tag, sum(article)::int as articles, sum(thread)::int as threads from (
			select tag, 1 as article, 0 as thread from content.article, unnest(tags) as tag where published <= ${ctx.now}
			union all
			select tag, 0, 1 from community.thread, unnest(thread.tags) as tag
			where thread.tags <> '{}' and thread.hidden is null and thread.withdrawn is null and ${openTalk(ctx.actor)}
		) carried group by tag order by count(*) desc, tag limit 100`.execute(ctx.db);
	return rows;
}

/** The tags in use with how many published articles carry each, most used first. */
export async function listTags(ctx: Ctx): Promise<{ tag: string; articles: number }[]> {
	ctx.about('articles');
	const rows = await sql<{ tag: string; articles: number }>`
		select tag, count(*)::int as articles from content.article, unnest(tags) as tag
		where published <= ${ctx.now} group by tag order by articles desc, tag limit 50`.execute(ctx.db);
	return rows.rows;
}
