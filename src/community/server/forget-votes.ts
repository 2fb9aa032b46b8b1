import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { votesForgotten } from '#community/events.ts';
import { threadThing } from '#community/thread.ts';

/** Forgets what somebody read and follows, takes back what somebody voted for and reacted to, and counts it no longer; what they decided stays done, by whom is no longer told. */
export async function forgetVotes(ctx: Ctx, member: number): Promise<void> {
	const ideas = await sql<{ thread: number }>`
		with gone as (delete from community.vote where member = ${member}::bigint returning thread)
		update community.idea set vote_count = vote_count - 1 where thread in (select thread from gone)
		returning thread`.execute(ctx.db);
	const polls = await sql<{ thread: number }>`
		with gone as (delete from community.ballot where member = ${member}::bigint returning thread, position),
		counted as (
			update community.choice c set vote_count = c.vote_count - 1 from gone
			where c.thread = gone.thread and c.position = gone.position
		)
		update community.poll set voter_count = voter_count - 1 where thread in (select thread from gone)
		returning thread`.execute(ctx.db);
	const reactions = await sql<{ thread: number }>`
		with gone as (delete from community.reaction where member = ${member}::bigint returning thread, comment, sign),
		fewer as (select comment, sign, count(*)::int as by from gone group by comment, sign),
		counted as (
			update community.reaction_count c set count = c.count - fewer.by from fewer
			where c.comment = fewer.comment and c.sign = fewer.sign
		)
		select distinct thread from gone`.execute(ctx.db);
	const touched = [...ideas.rows, ...polls.rows, ...reactions.rows].map(({ thread }) => threadThing(thread));
	if (touched.length) ctx.record({ name: votesForgotten, about: touched });
	for (const table of ['reading', 'following', 'tag_following', 'visit'])
		await sql`delete from ${sql.table(`community.${table}`)} where member = ${member}::bigint`.execute(ctx.db);
	await sql`update community.answer set chosen_by = null where chosen_by = ${member}::bigint`.execute(ctx.db);
	await sql`update community.idea set decided_by = null where decided_by = ${member}::bigint`.execute(ctx.db);
}
