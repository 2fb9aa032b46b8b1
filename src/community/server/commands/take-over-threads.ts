import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command, query } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { threadsTakenOver } from '#community/events.ts';
import { mayModerate } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';

export const TakeOverThreads = z.object({
	/** The author who was shut out. */
	from: idField,
	/** Who looks after the threads from now on, by handle; default: whoever asks. */
	to: z.string().trim().max(60).default(''),
});

/**
 * Gives the threads of somebody who was shut out to somebody else, who may then do what their author might (say what answered it, end a poll) and
 * hears of every answer. Who began them, and whose words they are, stays as it was. Safe to run twice. Throws Problem
 * `member.not-found`, `thread.author-here` (409): they are not shut out, their threads are theirs.
 */
export const takeOverThreads = command(TakeOverThreads, async (ctx, { from, to }) => {
	authorize(ctx.actor, 'thread.take-over', mayModerate, null);
	const people = await ctx.db
		.selectFrom('membership.member')
		.select(['id', 'handle', 'suspended'])
		.where((eb) =>
			eb.or([eb('id', '=', from), to ? eb('handle', '=', to.replace(/^@/, '')) : eb('id', '=', memberOf(ctx.actor))]),
		)
		.where('erased', 'is', null)
		.execute();
	const author = people.find(({ id }) => id === from);
	const keeper = people.find(({ id, suspended }) => id !== from && !suspended);
	if (!author || !keeper) throw notFound('member');
	if (!author.suspended) throw new Problem('thread.author-here', 409);
	const { rows } = await sql<{ thread: number }>`
		with taken as (
			insert into community.keeper (thread, member, since, given_by)
			select id, ${keeper.id}::bigint, ${ctx.now}::timestamptz, ${memberOf(ctx.actor)}::bigint
			from community.thread where author = ${from}::bigint and hidden is null and withdrawn is null
			on conflict (thread) do update set member = excluded.member, since = excluded.since, given_by = excluded.given_by
			where keeper.member <> excluded.member
			returning thread
		), watched as (
			insert into community.reading (member, thread, level) select ${keeper.id}::bigint, thread, 'watch' from taken
			on conflict (member, thread) do update set level = 'watch'
		)
		select thread from taken`.execute(ctx.db);
	if (rows.length) {
		const data = { from, to: keeper.id, count: rows.length };
		ctx.record({ name: threadsTakenOver, about: [`member:${from}`, `member:${keeper.id}`], data });
	}
	return { count: rows.length, keeper: keeper.id };
});

/** How many threads of somebody may still be taken over, and how many somebody looks after already. */
export const countKept = query(z.object({ author: idField }), async (ctx, { author }) => {
	authorize(ctx.actor, 'thread.take-over', mayModerate, null);
	const { rows } = await sql<{ kept: number; threads: number }>`
		select count(k.thread)::int as kept, count(*)::int as threads
		from community.thread t left join community.keeper k on k.thread = t.id
		where t.author = ${author}::bigint and t.hidden is null and t.withdrawn is null`.execute(ctx.db);
	return rows[0] ?? { kept: 0, threads: 0 };
});
