import type { Sql } from '#platform/database/connect.ts';

/** One of a member's own comments, as the personal part of a thread's page lists it. */
export interface OwnComment {
	id: number;
	/** The beginning of its words. */
	text: string;
}

/** How many are listed; the newest. */
const most = 10;

/** A member's own comments in a thread, newest first. One prepared statement: it runs with every page a member opens. */
export async function readOwn(sql: Sql, member: number, thread: number): Promise<OwnComment[]> {
	return sql<OwnComment[]>`
		select id, left(body_text, 60) as text from community.comment
		where thread = ${thread} and author = ${member} and deleted is null order by id desc limit ${most}`;
}
