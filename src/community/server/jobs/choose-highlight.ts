import { sql } from 'kysely';
import { z } from 'zod';
import { visitor } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { job } from '#platform/job/job.ts';
import { threadHighlighted, type ThreadHighlighted } from '#community/events.ts';
import { fewestTalkers, lastMonday } from '#community/highlight.ts';
import { openTalk } from '#community/server/access.ts';
import { threadThing } from '#community/thread.ts';

/** Every hour: chooses the thread of the week that ended on Sunday, once; where nobody talked with each other there is none. */
export const chooseHighlight = job('community.choose-highlight', { every: '23 * * * *', retries: 0 }, (ctx) =>
	run(ctx, {}),
);

/**
 * The thread in which most different members talked with each other in that week and most different trusted people reacted; an accepted
 * answer breaks a tie, then the newest. Of the forum alone, what everybody can read, no announcement, and none that was chosen before. Staff do
 * not count.
 */
const run = command(z.object({}), async (ctx) => {
	const brand = await ctx.db.selectFrom('site.brand').select('time_zone').executeTakeFirstOrThrow();
	const { week, from, until } = lastMonday(ctx.now, brand.time_zone);
	const { rows } = await sql<{ thread: number; author: number | null }>`
		insert into community.highlight (week, thread, talkers, people, chosen)
		select ${week}::date, t.id, talk.talkers, talk.people, ${ctx.now}::timestamptz
		from community.thread t cross join lateral (
			select
				(select count(distinct c.author)::int from community.comment c join membership.member m on m.id = c.author and m.role = 'member'
					where c.thread = t.id and c.posted >= ${from}::timestamptz and c.posted < ${until}::timestamptz
						and c.hidden is null and c.deleted is null) as talkers,
				(select count(distinct r.member)::int from community.reaction r join community.comment c on c.id = r.comment
					join membership.member m on m.id = r.member and m.role = 'member' and m.suspended is null
					join community.trust w on w.member = r.member and w.level >= 1
					where r.thread = t.id and r.reacted >= ${from}::timestamptz and r.reacted < ${until}::timestamptz
						and r.member is distinct from c.author and c.hidden is null and c.deleted is null) as people
		) talk
		where ${openTalk(visitor, 't')} and t.category is not null and t.hidden is null and t.withdrawn is null and t.kind <> 'announcement' and t.active >= ${from}::timestamptz
			and talk.talkers >= ${fewestTalkers}::int
			and not exists (select from community.highlight h where h.week = ${week}::date or h.thread = t.id)
		order by talk.talkers + talk.people desc, exists (select from community.answer a where a.thread = t.id) desc, t.opened desc
		limit 1
		on conflict do nothing
		returning thread, (select author from community.thread t where t.id = thread and t.nameless is null) as author`.execute(
		ctx.db,
	);
	const [chosen] = rows;
	if (!chosen) return;
	const data: ThreadHighlighted = { ...chosen, week };
	ctx.record({ name: threadHighlighted, about: threadThing(chosen.thread), data: { ...data } });
});
