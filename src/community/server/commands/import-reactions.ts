import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { commentsImported } from '#community/events.ts';
import { mayBringHome } from '#community/policy.ts';
import { oneSign } from '#community/reaction.ts';
import type { BroughtTalk } from '#community/server/commands/import-answers.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { threadThing } from '#community/thread.ts';

const ImportedReactions = z.object({
	comment: idField,
	member: idField,
	signs: z.array(z.object({ sign: z.string().max(16).refine(oneSign), reacted: z.date() })).min(1),
});

/**
 * Brings in what members said with signs, many at once and counted exactly. A sign that the house does not know is known from
 * then on and offered to nobody. What a member has reacted here stays. Returns what became of each.
 */
export const importReactions = command(
	z.object({ reactions: z.array(ImportedReactions) }),
	async (ctx, { reactions }): Promise<BroughtTalk[]> => {
		authorize(ctx.actor, 'reaction.import', mayBringHome, null);
		if (!reactions.length) return [];
		const signs = [...new Set(reactions.flatMap((one) => one.signs.map(({ sign }) => sign)))].sort();
		await sql`
			insert into community.sign (sign, position, retired)
			select sign, 100, ${ctx.now}::timestamptz from unnest(${signs}::text[]) as sign on conflict do nothing`.execute(ctx.db);
		const given = reactions.map((one, place) => ({ ...one, place }));
		const { rows } = await sql<{ place: number; thread: number | null; fate: BroughtTalk }>`
			with given as (
				select given.*, c.thread from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb)
					as given (place int, comment bigint, member bigint, signs jsonb)
				left join community.comment c on c.id = given.comment
			), written as (
				insert into community.reaction (comment, member, sign, thread, reacted)
				select given.comment, given.member, said.sign, given.thread, said.reacted
				from given cross join lateral jsonb_to_recordset(given.signs) as said (sign text, reacted timestamptz)
				where given.thread is not null
				order by 1, 2, 3
				on conflict do nothing
				returning comment, member, sign
			), counted as (
				insert into community.reaction_count (comment, sign, count)
				select comment, sign, count(*) from written group by comment, sign order by 1, 2
				on conflict (comment, sign) do update set count = reaction_count.count + excluded.count
			)
			select given.place, given.thread, case
				when exists (select from written w where w.comment = given.comment and w.member = given.member) then 'fresh'
				when given.thread is not null then 'same' else 'refused' end as fate
			from given order by given.place`.execute(ctx.db);
		const fresh = rows.filter((row) => row.fate === 'fresh').map((row) => threadThing(Number(row.thread)));
		if (fresh.length)
			ctx.record({ name: commentsImported, about: [...new Set(fresh)], data: { reactions: fresh.length } });
		return rows.map((row) => row.fate);
	},
);
