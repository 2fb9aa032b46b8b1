import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { admitted } from '#content/server/narrow.ts';
import type { Taker } from '#content/server/queries/find-taker.ts';

/**
 * Who may see a picture by the address of one of its files. Pictures are parts of pages that everybody reads, and open;
 * closed is one that stands in the members' part of an article and on nothing that everybody may read. Of an article for some members
 * it is for the staff where the asker is none of them.
 */
export const findOnlooker = query(z.object({ file: z.string().max(200) }), async (ctx, { file }): Promise<Taker> => {
	const { rows } = await sql<{ closed: boolean | null; admits: boolean | null }>`
		select bool_and(coalesce(shown.closed and not shown.open, false)) as closed, bool_or(shown.admits) as admits
		from media.picture, lateral (
			select
				bool_or(article.access = 'members' and used.beyond) as closed,
				bool_or(article.access = 'members' and used.beyond and ${admitted(ctx.actor)}) as admits,
				bool_or(case
					when article.id is not null
						then (article.access = 'public' or not used.beyond) and article.published <= ${ctx.now} and article.deleted is null
					when used.thing like 'page:%' then page.published is not null
					else used.thing not like 'article:%' end) as open
			from media.picture_use used
				left join content.article article on used.thing = 'article:' || article.id
				left join content.page page on used.thing = 'page:' || page.id
			where used.picture = media.picture.id) as shown
		where jsonb_path_query_array(media.picture.files, '$.*[*].file') @> to_jsonb(${file}::text)`.execute(ctx.db);
	if (!rows[0]?.closed) return 'public';
	return rows[0].admits ? 'members' : 'staff';
});
