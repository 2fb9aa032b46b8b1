import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { pollVoted } from '#community/events.ts';
import { pollLimits } from '#community/kind.ts';
import { mayVote } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { mustBe, peekThread } from '#community/server/load-thread.ts';
import { refuseState } from '#community/server/refuse.ts';

export const CastBallot = z.object({
	thread: idField,
	/** Positions of what is ticked; none takes one's ballot back. */
	choices: z.array(z.coerce.number().int().min(1).max(pollLimits.most)).max(pollLimits.most),
});

interface Poll {
	most: number;
	closes: Date | null;
	closed: Date | null;
	positions: number[];
	/** What this member ticked before. */
	own: number[];
}

/**
 * Votes in a poll, or votes anew: until the end everybody may change their mind. Counts are exact, since the poll's row
 * lets one voter in after the other. Throws Problem `poll.closed`, `poll.too-many`, `poll.unknown-choice`.
 */
export const castBallot = command(CastBallot, async (ctx, { thread: id, choices }) => {
	const thread = await peekThread(ctx, id);
	if (ctx.actor.kind === 'member') refuseState(ctx.actor, thread);
	authorize(ctx.actor, 'poll.vote', mayVote, { ...thread, closed: null });
	if (thread.closed) throw new Problem('thread.closed', 409);
	mustBe(thread, 'poll');
	const member = memberOf(ctx.actor);
	await sql`select from community.poll where thread = ${id}::bigint for no key update`.execute(ctx.db);
	// By itself, so that it sees what the voter before has written.
	const { rows } = await sql<Poll>`
		select most, closes, closed,
			array(select position from community.choice where thread = ${id}::bigint) as positions,
			array(select position from community.ballot where thread = ${id}::bigint and member = ${member}::bigint) as own
		from community.poll where thread = ${id}::bigint`.execute(ctx.db);
	const poll = rows[0] as Poll;
	const wanted = [...new Set(choices)];
	if (poll.closed || (poll.closes && poll.closes <= ctx.now)) throw new Problem('poll.closed', 409);
	if (wanted.length > poll.most) throw new Problem('poll.too-many', 422, { most: poll.most });
	if (wanted.some((position) => !poll.positions.includes(position))) throw new Problem('poll.unknown-choice', 422);
	const added = wanted.filter((position) => !poll.own.includes(position));
	const removed = poll.own.filter((position) => !wanted.includes(position));
	if (added.length || removed.length) {
		const voters = Number(wanted.length > 0) - Number(poll.own.length > 0);
		await sql`
			with removed as (
				delete from community.ballot
				where thread = ${id}::bigint and member = ${member}::bigint and position = any(${removed}::smallint[])
			), added as (
				insert into community.ballot (thread, member, position, voted)
				select ${id}::bigint, ${member}::bigint, position, ${ctx.now}::timestamptz from unnest(${added}::smallint[]) as position
			), counted as (
				update community.choice
				set vote_count = vote_count + case when position = any(${added}::smallint[]) then 1 else -1 end
				where thread = ${id}::bigint and position = any(${[...added, ...removed]}::smallint[])
			)
			update community.poll set voter_count = voter_count + ${voters}::int where thread = ${id}::bigint`.execute(ctx.db);
		// Who ticked what is nobody's business: the fact names neither.
		ctx.record({ name: pollVoted, about: aboutThread(thread), data: { thread: id } });
	}
	return { thread: id, path: thread.path };
});
