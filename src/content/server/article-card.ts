import type { Ctx } from '#platform/context/context.ts';
import { findPictures } from '#media/server/index.ts';
import type { Picture } from '#media/picture.ts';
import { memberThing } from '#membership/member.ts';
import { articlePath, type ArticleCard, type Byline } from '#content/article.ts';
import type { visibleArticles } from '#content/server/visible.ts';

type CardRow = Awaited<ReturnType<ReturnType<typeof visibleArticles>['execute']>>[number];

/** Articles as lists show them, in their order; the page then depends on the names of their authors. */
export async function articleCards(ctx: Ctx, rows: readonly CardRow[]): Promise<ArticleCard[]> {
	const covers = rows.flatMap((row) => (row.cover ? [row.cover] : []));
	const pictures = await findPictures(ctx, covers);
	ctx.about(...new Set(rows.flatMap(({ authors }) => authors.map(({ id }) => memberThing(id)))));
	return rows.map((row) => articleCard(row, pictures));
}

const nobody: Byline = { id: 0, name: '', handle: '' };

const articleCard = (row: CardRow, pictures: Map<number, Picture>): ArticleCard => ({
	id: row.id,
	slug: row.slug,
	path: articlePath(row.slug),
	title: row.title,
	excerpt: row.excerpt,
	tags: row.tags,
	published: row.published,
	author: row.authors[0] ?? nobody,
	authors: row.authors,
	locale: row.locale as ArticleCard['locale'],
	cover: row.cover ? (pictures.get(row.cover) ?? null) : null,
	comments: row.comments ?? 0,
	access: row.access as ArticleCard['access'],
});
