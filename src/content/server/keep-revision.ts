import { sql } from 'kysely';
import { memberOf } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';

/** Keeps an article as it now is: every save leaves one. `restored` names the revision that was brought back. */
export async function keepRevision(ctx: Ctx, article: number, restored: number | null = null): Promise<void> {
	const by = memberOf(ctx.actor);
	await sql`
		insert into content.revision (article, number, title, slug, excerpt, body, tags, locale, access, authors, series, series_position,
			kept, kept_by, published, restored)
		select id, version, title, slug, excerpt, body, tags, locale, access,
			array(select who.member from content.article_author who where who.article = article.id order by who.position),
			series, series_position, ${ctx.now}, ${by}::bigint,
			case when published is not null then ${ctx.now}::timestamptz end, ${restored}::integer
		from content.article where id = ${article}`.execute(ctx.db);
}

/** Readers see the article's present version from now on. */
export async function markPublished(ctx: Ctx, article: number): Promise<void> {
	await sql`
		update content.revision set published = coalesce(revision.published, ${ctx.now}) from content.article
		where article.id = ${article} and revision.article = article.id and revision.number = article.version`.execute(ctx.db);
}
