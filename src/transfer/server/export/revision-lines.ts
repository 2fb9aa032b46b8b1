import { sql } from 'kysely';
import { handle, iso } from '#transfer/server/export/rows.ts';
import type { Ask } from '#transfer/server/export/talk-lines.ts';

/** Former versions, by the addresses of their articles: numbers are other ones in every house. */
export const revisionsAsked: Ask = (after, most) => sql`
	select json_build_array(a.slug, r.number) as id, json_build_object('article', a.slug, 'number', r.number,
		'title', r.title, 'slug', r.slug, 'excerpt', r.excerpt, 'tags', r.tags, 'locale', r.locale, 'access', r.access,
		'kept', ${iso('r.kept')}, 'keptBy', ${handle('r.kept_by')}, 'published', ${iso('r.published')}, 'restored', r.restored,
		'authors', coalesce((select json_agg(m.handle::text order by w.position) from unnest(r.authors) with ordinality
			as w (member, position) join membership.member m on m.id = w.member), '[]'),
		'series', (select s.slug from content.series s where s.id = r.series), 'seriesPosition', r.series_position,
		'document', r.body) as line
	from content.revision r join content.article a on a.id = r.article and a.deleted is null
	where (a.slug, r.number) > (${String(after[0] || '')}::text, ${Number(after[1] ?? 0)}::int)
	order by a.slug, r.number limit ${most}`;
