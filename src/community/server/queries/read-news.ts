import type { Sql } from '#platform/database/connect.ts';
import type { ThreadNews } from '#community/news.ts';

/**
 * What is new in a thread for whoever has its page open; null: nobody reads it now. What is hidden, held or deleted is in
 * neither number. `author`: the member's number, or somebody on a network (`fediverse:mei@far.example`). `restricted`: not everybody may hear it (`listHearing`). One prepared statement: it runs with everything that happens in a thread that somebody reads.
 */
export async function readNews(
	sql: Sql,
	thread: number,
): Promise<{ told: ThreadNews; author: number | string | null; restricted: boolean } | null> {
	const [row] = await sql<(ThreadNews & { author: number | null; foreign: string | null; restricted: boolean })[]>`
		select t.comment_count as count, coalesce(last.id, 0) as newest, last.author, last.foreign,
			exists (select from community.category k where k.id = t.category and k.seen_by <> 'everybody')
				or exists (select from content.article a where a.thread = t.id and a.access = 'members') as restricted
		from community.thread t left join lateral (
			select c.id, case when c.nameless is null then c.author end as author,
				c.origin_network || ':' || community.foreign_person(c.origin_author) as foreign from community.comment c
			where c.thread = t.id and c.hidden is null and c.deleted is null order by c.id desc limit 1
		) last on true
		where t.id = ${thread} and t.hidden is null and t.withdrawn is null`;
	return row
		? { told: { newest: row.newest, count: row.count }, author: row.author ?? row.foreign, restricted: row.restricted }
		: null;
}
