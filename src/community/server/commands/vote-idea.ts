import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { ideaVoted } from '#community/events.ts';
import { settled, type IdeaStatus } from '#community/kind.ts';
import { mayVote } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { mustBe, peekThread } from '#community/server/load-thread.ts';
import { refuseState } from '#community/server/refuse.ts';

const One = z.object({ thread: idField });

/** Says that one wants an idea too: one vote per member, whoever presses however often. Throws `idea.settled`. */
export const voteIdea = command(One, (ctx, { thread }) => turn(ctx, thread, true));

/** Takes one's vote back. Safe to run twice. */
export const unvoteIdea = command(One, (ctx, { thread }) => turn(ctx, thread, false));

async function turn(ctx: Ctx, id: number, wanted: boolean) {
	const thread = await peekThread(ctx, id);
	if (ctx.actor.kind === 'member') refuseState(ctx.actor, thread);
	authorize(ctx.actor, 'idea.vote', mayVote, { ...thread, closed: null });
	if (thread.closed) throw new Problem('thread.closed', 409);
	mustBe(thread, 'idea');
	const member = memberOf(ctx.actor);
	// The idea's row is locked first, so that its status and its count are looked at by one voter after the other.
	const { rows } = await sql<{ status: IdeaStatus }>`
		select status from community.idea where thread = ${id}::bigint for no key update`.execute(ctx.db);
	if (settled(rows[0]?.status ?? 'open')) throw new Problem('idea.settled', 409);
	const change = wanted
		? sql`insert into community.vote (thread, member, voted) values (${id}::bigint, ${member}::bigint, ${ctx.now}::timestamptz)
			on conflict do nothing returning thread`
		: sql`delete from community.vote where thread = ${id}::bigint and member = ${member}::bigint returning thread`;
	const changed = await sql<{ votes: number }>`
		with changed as (${change})
		update community.idea set vote_count = vote_count + ${wanted ? 1 : -1}::int
		where thread in (select thread from changed) returning vote_count as votes`.execute(ctx.db);
	if (changed.rows.length)
		ctx.record({ name: ideaVoted, about: aboutThread(thread), data: { thread: id, wanted, member } });
	return { thread: id, path: thread.path };
}
