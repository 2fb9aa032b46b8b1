import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';

/** What a post has met: people who saw it, times it was seen, likes, comments by anybody. */
export interface PracticeReach {
	post: number;
	reached: number;
	views: number;
	likes: number;
	comments: number;
}

/** The numbers of some posts, counted from the rows themselves. */
export async function readReach(ctx: Ctx, posts: readonly number[]): Promise<Map<number, PracticeReach>> {
	if (!posts.length) return new Map();
	const { rows } = await sql<PracticeReach>`
		select post.id as post,
			(select count(*) from practice.sighting where sighting.post = post.id) as reached,
			(select coalesce(sum(times), 0)::bigint from practice.sighting where sighting.post = post.id) as views,
			(select count(*) from practice.liking where liking.post = post.id) as likes,
			(select count(*) from practice.comment where comment.post = post.id) as comments
		from practice.post where post.id in (${sql.join(posts)})`.execute(ctx.db);
	return new Map(rows.map((row) => [row.post, row]));
}
