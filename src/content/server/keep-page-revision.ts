import { sql } from 'kysely';
import { memberOf } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';

/** Keeps a page as it now is, where it is other than it was. Numbers go on where an import of its past ended. */
export async function keepPageRevision(ctx: Ctx, page: number): Promise<void> {
	const by = memberOf(ctx.actor);
	await sql`
		insert into content.page_revision (page, number, title, slug, excerpt, body, locale, kept, kept_by)
		select p.id, coalesce(last.number, 0) + 1, p.title, p.slug, p.excerpt, p.body, p.locale, ${ctx.now}, ${by}::bigint
		from content.page p left join lateral (
			select * from content.page_revision r where r.page = p.id order by r.number desc limit 1
		) as last on true
		where p.id = ${page}
			and (last.title, last.slug, last.excerpt, last.body, last.locale) is distinct from (p.title, p.slug, p.excerpt, p.body, p.locale)
	`.execute(ctx.db);
}
