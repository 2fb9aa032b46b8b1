import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';

/** Posts and comments that a page may write in a minute. */
export const writesPerMinute = 60;

/** Throws Problem `practice.too-fast` (429) when the page has written too much in the last minute. */
export async function slowDown(ctx: Ctx, page: number): Promise<void> {
	const minuteAgo = new Date(ctx.now.getTime() - 60_000);
	const { rows } = await sql<{ written: number; oldest: Date | null }>`
		select count(*) as written, min(posted) as oldest from (
			select posted from practice.post where page = ${page} and posted > ${minuteAgo} and posted <= ${ctx.now}
			union all
			select comment.posted from practice.comment join practice.post on post.id = comment.post
			where post.page = ${page} and comment.follower is null and comment.posted > ${minuteAgo} and comment.posted <= ${ctx.now}
		) as recent`.execute(ctx.db);
	const row = rows[0];
	if (!row || row.written < writesPerMinute || !row.oldest) return;
	const seconds = Math.max(1, Math.ceil((row.oldest.getTime() + 60_000 - ctx.now.getTime()) / 1000));
	throw new Problem('practice.too-fast', 429, { seconds });
}
