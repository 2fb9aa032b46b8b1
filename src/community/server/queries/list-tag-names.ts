import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { openTalk } from '#community/server/access.ts';

/** Threads and articles, the newest, in which a list of tags looks; and names that it has. */
const [looked, most] = [2_000, 200];

/** The tags that are in use where the asker may see them, most used first: what is offered to whoever chooses some. */
export async function listTagNames(ctx: Ctx): Promise<string[]> {
	const { rows } = await sql<{ tag: string }>`
		select tag from (
			select unnest(tags) as tag from (
				select thread.tags from community.thread
				where thread.hidden is null and thread.withdrawn is null and (thread.category is not null or thread.comment_count > 0)
					and ${openTalk(ctx.actor)}
				order by thread.active desc, thread.id desc limit ${sql.lit(looked)}
			) lately
			union all
			select unnest(tags) from (
				select a.tags from content.article a where a.published <= ${ctx.now} order by a.published desc limit ${sql.lit(looked)}
			) written
		) used group by tag order by count(*) desc, tag limit ${sql.lit(most)}`.execute(ctx.db);
	return rows.map(({ tag }) => tag);
}
