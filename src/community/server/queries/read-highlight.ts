import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, visitor } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Highlight } from '#community/highlight.ts';
import { openTalk } from '#community/server/access.ts';
import { starsSaid } from '#community/server/stars-said.ts';
import { mayTellHighlight } from '#community/policy.ts';

/**
 * The thread that was chosen last, as everybody can read it now; null where there is none, or not any more. What somebody was given something for is not
 * the reply that is passed on: what they got would have to be said with it.
 */
export const readHighlight = query(z.object({}), async (ctx): Promise<Highlight | null> => {
	authorize(ctx.actor, 'highlight.tell', mayTellHighlight, null);
	const { rows } = await sql<Highlight>`
		select h.week::text, t.id as thread, t.title, t.path, m.name, left(o.body_text, 1000) as text, h.talkers, h.people, h.told,
			(select jsonb_build_object('name', a.name, 'text', left(concat(${starsSaid('c')}, c.body_text), 1000)) from community.comment c join membership.member a on a.id = c.author
				left join community.answer n on n.comment = c.id
				where c.thread = t.id and c.id <> t.opening and c.hidden is null and c.deleted is null and c.nameless is null
					and coalesce(c.disclosed, 'nothing') = 'nothing'
				order by (n.comment is not null) desc, (select count(distinct r.member) from community.reaction r where r.comment = c.id) desc, c.id limit 1) as reply
		from community.highlight h join community.thread t on t.id = h.thread
		join community.comment o on o.id = t.opening and o.hidden is null and o.deleted is null
		left join membership.member m on m.id = t.author and t.nameless is null
		where t.hidden is null and t.withdrawn is null and ${openTalk(visitor, 't')} order by h.week desc limit 1`.execute(
		ctx.db,
	);
	return rows[0] ?? null;
});
