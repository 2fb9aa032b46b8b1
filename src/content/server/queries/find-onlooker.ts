import { sql } from 'kysely';
import { z } from 'zod';
import { memberOf, visitor } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayModerate } from '#community/policy.ts';
import { openTalk } from '#community/server/index.ts';
import { admitted } from '#content/server/narrow.ts';
import type { Taker } from '#content/server/queries/find-taker.ts';

/** Everybody, for ever or as long as it is said; whoever has joined; the one who asks; nobody. */
type Onlooker = Taker | 'said' | 'asker' | 'nobody';

/**
 * Who may see a picture by the address of one of its files. Pictures are parts of pages that everybody reads, and open;
 * closed is one that stands in the members' part of an article and on nothing that everybody may read. Of an article for some members
 * it is for the staff where the asker is none of them. What was brought into a
 * conversation is seen by whoever may read what was said (`asker`: the one who asks; who brought it, too), and by nobody once it is taken away.
 */
export const findOnlooker = query(z.object({ file: z.string().max(200) }), async (ctx, { file }): Promise<Onlooker> => {
	const order = mayModerate(ctx.actor);
	const asker = memberOf(ctx.actor);
	const { rows } = await sql<{
		closed: boolean | null;
		admits: boolean | null;
		talked: boolean;
		open: boolean;
		seen: boolean;
	}>`
		select bool_and(coalesce(shown.closed and not shown.open, false)) as closed, bool_or(shown.admits) as admits,
			coalesce(bool_and(talked is not null), false) as talked, coalesce(bool_or(shown.open), false) as open,
			bool_or(${order} or coalesce(shown.seen, false) or exists (
				select from media.picture_sender sender where sender.picture = picture.id and sender.member = ${asker}::bigint
			)) as seen
		from media.picture, lateral (
			select
				bool_or(article.access = 'members' and used.beyond) as closed,
				bool_or(article.access = 'members' and used.beyond and ${admitted(ctx.actor)}) as admits,
				bool_or(case
					when article.id is not null
						then (article.access = 'public' or not used.beyond) and article.published <= ${ctx.now} and article.deleted is null
					when used.thing like 'page:%' then page.published is not null
					when used.thing like 'comment:%'
						then coalesce(comment.id is not null and comment.hidden is null and thread.hidden is null and thread.withdrawn is null
							and ${openTalk(visitor)}, false)
					else used.thing not like 'article:%' end) as open,
				bool_or(comment.author = ${asker}::bigint or (comment.id is not null and comment.hidden is null
					and thread.hidden is null and thread.withdrawn is null and ${openTalk(ctx.actor)})) as seen
			from media.picture_use used
				left join community.comment comment on comment.deleted is null
					and comment.id = case when used.thing like 'comment:%' then substr(used.thing, 9)::bigint end
				left join community.thread thread on thread.id = comment.thread
				left join content.article article on used.thing = 'article:' || article.id
				left join content.page page on used.thing = 'page:' || page.id
			where used.picture = media.picture.id) as shown
		where jsonb_path_query_array(media.picture.files, '$.*[*].file') @> to_jsonb(${file}::text)`.execute(ctx.db);
	const [found] = rows;
	if (found?.talked) return found.open ? 'said' : found.seen ? 'asker' : 'nobody';
	if (!found?.closed) return 'public';
	return found.admits ? 'members' : 'staff';
});
