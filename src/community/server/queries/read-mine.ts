import type { Sql } from '#platform/database/connect.ts';
import type { ThreadLevel } from '#community/following.ts';

/** One of a member's own comments, as the personal part of a thread's page lists it. */
export interface OwnComment {
	id: number;
	/** The beginning of its words. */
	text: string;
	/** Not to be seen by others: taken away, or waiting for a person. */
	state: 'shown' | 'hidden' | 'held';
}

/** What of a thread's page belongs to one member. */
export interface Mine {
	/** Own comments, newest first. */
	own: readonly OwnComment[];
	/** True for whoever began the thread. */
	author: boolean;
	/** The idea has this member's vote. */
	voted: boolean;
	/** Of an idea. */
	votes: number;
	status: string | null;
	closed: boolean;
	/** This member's reactions in the thread: `12 👍`. */
	reacted: readonly string[];
	/** How closely they follow it; null: as its category. */
	level: ThreadLevel | null;
	/** The newest comment that they have seen; null while something is unread, so that looking at the page is noted. */
	seen: number | null;
}

/** How many comments are listed; the newest. */
const most = 10;
/** Own reactions that a page marks; whoever said more in one thread sees some unmarked. */
const mostReactions = 1_000;

/** A member's part of a thread's page. One prepared statement: it runs with every page a member opens. */
export async function readMine(sql: Sql, member: number, thread: number): Promise<Mine> {
	const [row] = await sql<Mine[]>`
		select t.author is not distinct from ${member} as author, t.closed is not null as closed,
			idea.status, coalesce(idea.vote_count, 0) as votes,
			r.level, case when r.unread is null then r.seen_comment end as seen, idea.thread is not null and exists (select from community.vote v where v.thread = t.id and v.member = ${member}) as voted,
			array(select comment || ' ' || sign from community.reaction where member = ${member} and thread = ${thread} limit ${mostReactions}) as reacted,
			(select coalesce(json_agg(c), '[]') from (
				select id, left(body_text, 60) as text,
					case when held is not null then 'held' when hidden is not null then 'hidden' else 'shown' end as state from community.comment
				where thread = ${thread} and author = ${member} and deleted is null order by id desc limit ${most}
			) c) as own
		from community.thread t left join community.idea on idea.thread = t.id and t.kind = 'idea'
		left join community.reading r on r.member = ${member} and r.thread = t.id
		where t.id = ${thread}`;
	return (
		row ?? {
			own: [],
			author: false,
			voted: false,
			votes: 0,
			status: null,
			closed: false,
			reacted: [],
			level: null,
			seen: null,
		}
	);
}
