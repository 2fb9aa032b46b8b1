import { sql } from 'kysely';
import { z } from 'zod';
import { visitor } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { helpersCounted } from '#community/events.ts';
import { openTalk } from '#community/server/access.ts';
import { helpersThing, listed, mostFromOne, points, spanDays, spans, type Span } from '#community/helping.ts';

/** Three in the morning in Taipei, in UTC. */
const nightHour = 19;

/** Every hour: counts anew who helped. Safe to run twice; states something only where a list is another one. */
export const countHelpers = job('community.count-helpers', { every: '17 * * * *', retries: 0 }, (ctx) => run(ctx, {}));

/**
 * An answer counts when the asker (or the house) accepted another's words, at most a few from the same asker; thanks count by
 * different people who are trusted at least a little or work here, never by how often. Only what everybody can read counts. Staff are
 * not listed, nor who is shut out, silenced, or does not want to be.
 */
const run = command(z.object({}), async (ctx) => {
	let changed = 0;
	for (const span of spans) if (await isDue(ctx, span)) changed += await count(span);
	if (changed) ctx.record({ name: helpersCounted, about: helpersThing });

	async function count(span: Span): Promise<number> {
		const days = spanDays[span];
		const from = days === null ? new Date(0) : new Date(ctx.now.getTime() - days * 86_400_000);
		// What only some may read, and what was said without a name, is told of nowhere.
		const open = openTalk(visitor, 't');
		const { rows } = await sql<{ changed: number }>`
			with eligible as (
				select m.id from membership.member m
				where m.role = 'member' and m.suspended is null and m.erased is null and not exists (select from community.modest d where d.member = m.id)
			), accepted as (
				select c.author as member, row_number() over (partition by c.author, t.author order by a.chosen) as turn
				from community.answer a join community.comment c on c.id = a.comment join community.thread t on t.id = a.thread
				where a.chosen > ${from}::timestamptz and c.author is distinct from t.author and a.chosen_by is distinct from c.author
					and c.hidden is null and c.deleted is null and c.nameless is null and t.hidden is null and t.withdrawn is null and ${open}
			), answers as (
				select member, count(*)::int as answers from accepted where turn <= ${mostFromOne}::int group by member
			), thanks as (
				select c.author as member, count(distinct r.member)::int as people
				from community.reaction r join community.comment c on c.id = r.comment join community.thread t on t.id = r.thread
				join membership.member p on p.id = r.member and p.suspended is null
				left join community.trust w on w.member = r.member
				where r.reacted > ${from}::timestamptz and r.member is distinct from c.author and (p.role <> 'member' or w.level >= 1)
					and c.hidden is null and c.deleted is null and c.nameless is null and t.hidden is null and t.withdrawn is null and ${open}
				group by c.author
			), now as (
				select e.id as member, coalesce(a.answers, 0) as answers, coalesce(k.people, 0) as people,
					coalesce(a.answers, 0) * ${points.answer}::int + coalesce(k.people, 0) * ${points.person}::int as score
				from eligible e left join answers a on a.member = e.id left join thanks k on k.member = e.id
				where a.member is not null or k.member is not null
				order by score desc, answers desc, e.id limit ${listed}::int
			), gone as (
				delete from community.helper h where h.span = ${span}::text and h.member not in (select member from now) returning 1
			), come as (
				insert into community.helper as h (span, member, answers, people, score)
				select ${span}::text, member, answers, people, score from now
				on conflict (span, member) do update set answers = excluded.answers, people = excluded.people, score = excluded.score
				where (h.answers, h.people) is distinct from (excluded.answers, excluded.people)
				returning 1
			)
			select ((select count(*) from gone) + (select count(*) from come))::int as changed`.execute(ctx.db);
		return rows[0]?.changed ?? 0;
	}
});

/** Everything since the beginning takes long in a large house: it is counted at night, and where it never was. */
async function isDue(ctx: Ctx, span: Span): Promise<boolean> {
	if (spanDays[span] !== null || ctx.now.getUTCHours() === nightHour) return true;
	return !(await ctx.db
		.selectFrom('community.helper')
		.select('member')
		.where('span', '=', span)
		.limit(1)
		.executeTakeFirst());
}
