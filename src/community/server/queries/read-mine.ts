import type { Sql } from '#platform/database/connect.ts';
import { nothingMine, type Mine } from '#community/mine.ts';
import type { Role } from '#platform/actor.ts';

/** How many comments are listed; the newest. */
const most = 10;
/** Own reactions that a page marks; whoever said more in one thread sees some unmarked. */
const mostReactions = 1_000;

/** A member's part of a thread's page. One prepared statement: it runs with every page a member opens. */
export async function readMine(
	sql: Sql,
	{ member, role }: { member: number; role: Role },
	thread: number,
): Promise<Mine> {
	const [row] = await sql<Mine[]>`
		select (t.author is not distinct from ${member} or exists (
				select from community.keeper k join membership.member gone on gone.id = t.author and gone.suspended is not null
				where k.thread = t.id and k.member = ${member}
			)) as author, t.closed is not null as closed,
			idea.status, coalesce(idea.vote_count, 0) as votes,
			r.level, case when r.unread is null then r.seen_comment end as seen, idea.thread is not null and exists (select from community.vote v where v.thread = t.id and v.member = ${member}) as voted,
			array(select comment || ' ' || sign from community.reaction where member = ${member} and thread = ${thread} limit ${mostReactions}) as reacted,
			array(select m.handle::text from membership.block b join membership.member m on m.id = b.blocked where b.member = ${member}) as blocked,
			array(select u.network || ':' || u.person from community.unheard u where u.member = ${member}) as unheard,
			coalesce(k.anonymous is not null, false) as anonymous,
			coalesce(k.answered_by = 'some' and not community.lets(k.id, 'answer', ${member}, ${role}), false) as quiet,
			t.kind = 'review' as review, case when t.kind = 'review' then (
				select json_build_object('id', c.id, 'stars', c.stars) from community.comment c
				where c.thread = t.id and c.author = ${member} and c.stars is not null
			) end as rated,
			(select coalesce(json_agg(c), '[]') from (
				select id, left(body_text, 60) as text,
					case when held is not null then 'held' when hidden is not null then 'hidden' else 'shown' end as state from community.comment
				where thread = ${thread} and author = ${member} and deleted is null order by id desc limit ${most}
			) c) as own,
			case when d.text is not null then json_build_object('text', d.text, 'parent', d.parent, 'quote', d.quote,
				'stars', d.stars, 'disclosed', d.disclosed, 'saved', (extract(epoch from d.saved) * 1000)::bigint) end as draft
		from community.thread t left join community.idea on idea.thread = t.id and t.kind = 'idea'
		left join community.category k on k.id = t.category
		left join community.reading r on r.member = ${member} and r.thread = t.id
		left join community.draft d on d.member = ${member} and d.thread = t.id
		where t.id = ${thread}`;
	return row ?? nothingMine;
}
