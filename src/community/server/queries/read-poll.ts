import type { Sql } from '#platform/database/connect.ts';
import type { PollResults } from '#community/kind.ts';
import type { OwnPoll } from '#community/own-poll.ts';

interface Row {
	most: number;
	results: PollResults;
	closes: Date | null;
	closed: Date | null;
	voters: number;
	own: number[];
	choices: { position: number; text: string; votes: number }[];
}

/**
 * A poll for a member, or for a visitor (null), one statement; null when there is none. Counts are given only to whom the
 * poll shows them: they never reach the page of somebody else.
 */
export async function readPoll(sql: Sql, thread: number, member: number | null): Promise<OwnPoll | null> {
	const [row] = await sql<Row[]>`
		select most, results, closes, closed, voter_count as voters,
			array(select position::int from community.ballot where thread = ${thread} and member = ${member}) as own,
			(select json_agg(json_build_object('position', position, 'text', text, 'votes', vote_count) order by position)
				from community.choice where thread = ${thread}) as choices
		from community.poll where thread = ${thread}`;
	if (!row) return null;
	const seen = row.closed !== null || row.results === 'always' || (row.results === 'voted' && row.own.length > 0);
	return { ...row, choices: row.choices.map((choice) => ({ ...choice, votes: seen ? choice.votes : null })) };
}
