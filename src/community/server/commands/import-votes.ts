import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { threadsImported } from '#community/events.ts';
import { pollLimits } from '#community/kind.ts';
import { mayBringHome } from '#community/policy.ts';
import type { BroughtTalk } from '#community/server/commands/import-answers.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { threadThing } from '#community/thread.ts';

const ImportedVote = z.object({ thread: idField, member: idField, voted: z.date() });

interface Told {
	place: number;
	thread: number;
	fate: BroughtTalk;
}

/** Brings in who wants which idea, many at once and counted exactly. Returns what became of each. */
export const importVotes = command(
	z.object({ votes: z.array(ImportedVote) }),
	async (ctx, { votes }): Promise<BroughtTalk[]> => {
		authorize(ctx.actor, 'idea.import-votes', mayBringHome, null);
		if (!votes.length) return [];
		await oneByOne(ctx, 'idea', votes);
		const { rows } = await sql<Told>`
			with given as (
				select * from jsonb_to_recordset(${numbered(votes)}::text::jsonb)
					as given (place int, thread bigint, member bigint, voted timestamptz)
			), written as (
				insert into community.vote (thread, member, voted)
				select given.thread, given.member, given.voted from given join community.idea on idea.thread = given.thread
				on conflict do nothing
				returning thread, member
			), counted as (
				update community.idea set vote_count = vote_count + more.count
				from (select thread, count(*)::int as count from written group by thread) as more where idea.thread = more.thread
			)
			select given.place, given.thread, case when written.thread is not null then 'fresh'
				when idea.thread is not null then 'same' else 'refused' end as fate
			from given left join community.idea on idea.thread = given.thread
				left join written on written.thread = given.thread and written.member = given.member
			order by given.place`.execute(ctx.db);
		return tell(ctx, rows);
	},
);

const ImportedBallot = z.object({
	thread: idField,
	member: idField,
	/** What was ticked. */
	choices: z
		.array(z.object({ position: z.number().int().min(1).max(pollLimits.most), voted: z.date() }))
		.min(1)
		.max(pollLimits.most),
});

/**
 * Brings in what was ticked in polls, many at once and counted exactly. Whoever has voted here already keeps that ballot;
 * one that ticks what the poll does not offer, or too much, is refused. No fact tells who ticked what.
 */
export const importBallots = command(
	z.object({ ballots: z.array(ImportedBallot) }),
	async (ctx, { ballots }): Promise<BroughtTalk[]> => {
		authorize(ctx.actor, 'poll.import-ballots', mayBringHome, null);
		if (!ballots.length) return [];
		await oneByOne(ctx, 'poll', ballots);
		const { rows } = await sql<Told>`
			with given as (
				select * from jsonb_to_recordset(${numbered(ballots)}::text::jsonb)
					as given (place int, thread bigint, member bigint, choices jsonb)
			), fitting as (
				select given.* from given join community.poll on poll.thread = given.thread
				where jsonb_array_length(given.choices) <= poll.most and not exists (
					select from jsonb_to_recordset(given.choices) as tick (position smallint) where not exists (
						select from community.choice c where c.thread = given.thread and c.position = tick.position))
			), new as (
				select distinct on (thread, member) * from fitting where not exists (
					select from community.ballot b where b.thread = fitting.thread and b.member = fitting.member)
				order by thread, member, place
			), written as (
				insert into community.ballot (thread, member, position, voted)
				select new.thread, new.member, tick.position, tick.voted
				from new cross join lateral jsonb_to_recordset(new.choices) as tick (position smallint, voted timestamptz)
				on conflict do nothing
				returning thread, member, position
			), ticked as (
				update community.choice c set vote_count = vote_count + more.count
				from (select thread, position, count(*)::int as count from written group by thread, position) as more
				where c.thread = more.thread and c.position = more.position
			), counted as (
				update community.poll set voter_count = voter_count + more.count
				from (select thread, count(distinct member)::int as count from written group by thread) as more
				where poll.thread = more.thread
			)
			select given.place, given.thread, case when new.place is not null then 'fresh'
				when fitting.place is not null then 'same' else 'refused' end as fate
			from given left join fitting on fitting.place = given.place left join new on new.place = given.place
			order by given.place`.execute(ctx.db);
		return tell(ctx, rows);
	},
);

const numbered = (given: readonly object[]): string => JSON.stringify(given.map((one, place) => ({ ...one, place })));

/** Who votes meanwhile waits, as voters wait for each other. */
async function oneByOne(ctx: Ctx, table: 'idea' | 'poll', given: readonly { thread: number }[]): Promise<void> {
	const threads = [...new Set(given.map(({ thread }) => thread))];
	await sql`select from ${sql.table(`community.${table}`)} where thread = any(${threads}::bigint[])
		order by thread for no key update`.execute(ctx.db);
}

function tell(ctx: Ctx, rows: readonly Told[]): BroughtTalk[] {
	const fresh = rows.filter((row) => row.fate === 'fresh').map((row) => threadThing(Number(row.thread)));
	if (fresh.length)
		ctx.record({ name: threadsImported, about: ['threads', ...new Set(fresh)], data: { votes: fresh.length } });
	return rows.map((row) => row.fate);
}
