import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Document } from '#platform/document/schema.ts';
import { plainSize, type Picture } from '#media/picture.ts';
import { findPictures, findSocialPicture } from '#media/server/index.ts';
import { articleThing } from '#content/article.ts';
import { readDraft } from '#content/server/index.ts';
import { checkArticle } from '#seo/check-article.ts';
import { picturesOf } from '#seo/document-parts.ts';
import { sharePicture } from '#seo/share-picture.ts';
import { readOverride } from '#seo/server/queries/read-override.ts';

/**
 * What an article's search panel shows: its own words, those for search engines, its picture, and what the checker
 * finds. Throws Problem `article.not-found`, `permission.denied`.
 */
export const readSearchPanel = query(
	z.object({ article: z.coerce.number().int().positive() }),
	async (ctx, { article: id }) => {
		const article = await readDraft(ctx, { id });
		const override = await readOverride(ctx, { article: id });
		const body = article.body as Document;
		const ids = picturesOf(body).flatMap((picture) => picture.id ?? []);
		const pictures = await findPictures(ctx, [...ids, ...(article.cover ? [article.cover] : [])]);
		const cover = article.cover ? (pictures.get(article.cover) ?? null) : null;
		const card = await findSocialPicture(ctx, articleThing(id));
		const bytes = (picture: Picture): number => plainSize(picture.files)?.bytes ?? 0;
		const findings = checkArticle({
			title: override?.title ?? article.title,
			description: override?.description ?? article.excerpt,
			slug: article.slug,
			body,
			cover: cover && { width: cover.width, height: cover.height, bytes: bytes(cover) },
			pictureBytes: new Map([...pictures].map(([picture, found]) => [picture, bytes(found)])),
			twins: await findTwins(ctx, id, override?.title ?? article.title, article.locale),
			translations: await findTranslations(ctx, id),
			siteHost: new URL(ctx.site.url).host,
			members: article.access === 'members',
			indexed: override?.indexed ?? true,
		});
		return {
			article: {
				id,
				title: article.title,
				description: article.excerpt,
				path: article.path,
				published: article.published,
			},
			override: override ?? { title: null, description: null, indexed: true },
			// What networks are shown: the drawn card, or the cover while it is not drawn.
			picture: card ? { ...card, alt: article.title } : sharePicture(cover),
			findings,
		};
	},
);

/** Published articles in the same language whose search result says the same. */
async function findTwins(ctx: Ctx, id: number, title: string, locale: string): Promise<string[]> {
	const { rows } = await sql<{ title: string }>`
		select a.title from content.article a left join seo.override o on o.article = a.id
		where a.id <> ${id}::bigint and a.published <= ${ctx.now} and a.locale = ${locale}
			and lower(coalesce(o.title, a.title)) = lower(${title}) limit 5`.execute(ctx.db);
	return rows.map((row) => row.title);
}

/** The public versions in other languages; one that search engines shall not list cannot name this one. */
async function findTranslations(ctx: Ctx, id: number): Promise<{ locale: string; mutual: boolean }[]> {
	const { rows } = await sql<{ locale: string; mutual: boolean }>`
		select other.locale, o.unlisted is null as mutual
		from content.article own
		join content.article other on coalesce(other.translates, other.id) = coalesce(own.translates, own.id) and other.id <> own.id
		left join seo.override o on o.article = other.id
		where own.id = ${id}::bigint and other.published <= ${ctx.now} order by other.locale`.execute(ctx.db);
	return rows;
}
