import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { threadsImported } from '#community/events.ts';
import { mayBringHome } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { threadThing } from '#community/thread.ts';

const ImportedAnswer = z.object({
	thread: idField,
	comment: idField,
	chosen: z.date(),
	chosenBy: idField.nullable(),
});

/** What became of something that was brought home. `refused`: it does not fit what is here. */
export type BroughtTalk = 'fresh' | 'same' | 'refused';

/**
 * Brings in which comments answered their threads, many at once. A thread that has an answer here keeps it; a comment of
 * another thread answers nothing. Nobody is told. Returns what became of each.
 */
export const importAnswers = command(
	z.object({ answers: z.array(ImportedAnswer) }),
	async (ctx, { answers }): Promise<BroughtTalk[]> => {
		authorize(ctx.actor, 'answer.import', mayBringHome, null);
		if (!answers.length) return [];
		const given = answers.map((one, place) => ({ ...one, place }));
		const { rows } = await sql<{ place: number; thread: number; fate: BroughtTalk }>`
			with given as (
				select * from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb)
					as given (place int, thread bigint, comment bigint, chosen timestamptz, "chosenBy" bigint)
			), fitting as (
				select given.* from given
				join community.thread t on t.id = given.thread and t.kind in ('question', 'idea')
				join community.comment c on c.id = given.comment and c.thread = given.thread and c.id is distinct from t.opening
			), written as (
				insert into community.answer (thread, comment, chosen, chosen_by)
				select thread, comment, chosen, "chosenBy" from fitting order by thread
				on conflict (thread) do nothing
				returning thread
			)
			select given.place, given.thread, case when written.thread is not null then 'fresh'
				when fitting.thread is not null then 'same' else 'refused' end as fate
			from given left join fitting on fitting.place = given.place left join written on written.thread = given.thread
			order by given.place`.execute(ctx.db);
		const fresh = rows.filter((row) => row.fate === 'fresh').map((row) => threadThing(Number(row.thread)));
		if (fresh.length)
			ctx.record({
				name: threadsImported,
				about: ['threads', ...new Set(fresh)],
				data: { answers: fresh.length },
			});
		return rows.map((row) => row.fate);
	},
);
