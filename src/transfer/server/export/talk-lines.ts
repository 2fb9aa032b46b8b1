import { sql, type RawBuilder } from 'kysely';
import type { lists } from '#transfer/export-format.ts';
import { handle, iso } from '#transfer/server/export/rows.ts';

export interface TalkRow {
	/** What the next page begins after: one or two of these. */
	id: (number | string)[];
	line: Record<string, unknown>;
}
export type Ask = (after: readonly (number | string)[], most: number) => RawBuilder<TalkRow>;

const one = (after: readonly (number | string)[]) => sql`${Number(after[0] ?? 0)}::bigint`;
const two = (after: readonly (number | string)[]) =>
	sql`(${Number(after[0] ?? 0)}::bigint, ${Number(after[1] ?? 0)}::bigint)`;

/** What the lists of conversations ask for. Who complained and what was decided is moderation's and stays here. */
export const talkAsked: Partial<Record<keyof typeof lists, Ask>> = {
	categories: (after, most) => sql`
		select json_build_array(c.id) as id, json_build_object('slug', c.slug, 'name', c.name, 'description', c.description,
			'position', c.position, 'seenBy', c.seen_by, 'answeredBy', c.answered_by, 'startedBy', c.started_by,
			'named', (select coalesce(json_agg(json_build_object('act', a.act, 'role', a.role, 'segment', s.name, 'group', g.handle) order by a.act, a.role, s.name, g.handle), '[]')
				from community.admission a left join membership.segment s on s.id = a.segment
				left join membership.member_group g on g.id = a.member_group where a.category = c.id),
			'icon', c.icon, 'locale', c.locale, 'anonymous', c.anonymous is not null, 'kinds', c.kinds,
			'closeDays', c.close_days, 'template', c.template) as line
		from community.category c where c.id > ${one(after)} order by c.id limit ${most}`,
	threads: (after, most) => sql`
		select json_build_array(t.id) as id, json_build_object('number', t.id,
			'article', (select a.slug from content.article a where t.subject = 'article:' || a.id and a.deleted is null),
			'elsewhere', (select p.address from embed.page p where t.subject = 'page:' || p.id),
			'product', (select p.sku from commerce.product p where t.subject = 'product:' || p.id),
			'category', (select c.slug from community.category c where c.id = t.category), 'title', t.title, 'path', t.path,
			'author', ${handle('t.author')}, 'opened', ${iso('t.opened')}, 'closed', ${iso('t.closed')}, 'hidden', ${iso('t.hidden')}, 'nameless', ${iso('t.nameless')},
			'tags', t.tags, 'kind', t.kind, 'order', json_build_object('pinned', ${iso('t.pinned')}, 'pinnedIn', t.pinned_in,
				'slowSeconds', t.slow_seconds, 'closeDays', t.close_days),
			'idea', (select json_build_object('status', i.status, 'decided', ${iso('i.decided')},
				'decidedBy', ${handle('i.decided_by')}) from community.idea i where i.thread = t.id),
			'poll', (select json_build_object('most', p.most, 'results', p.results, 'closes', ${iso('p.closes')},
				'closed', ${iso('p.closed')}, 'choices', (select json_agg(c.text order by c.position)
				from community.choice c where c.thread = t.id)) from community.poll p where p.thread = t.id)) as line
		from community.thread t where t.id > ${one(after)} order by t.id limit ${most}`,
	comments: (after, most) => sql`
		select json_build_array(c.id) as id, json_build_object('number', c.id, 'thread', c.thread, 'parent', c.parent,
			'author', ${handle('c.author')},
			'origin', case when c.origin_network is not null then json_build_object('network', c.origin_network,
				'author', c.origin_author, 'id', c.origin_id, 'url', c.origin_url) end,
			'posted', ${iso('c.posted')}, 'edited', ${iso('c.edited')}, 'hidden', ${iso('c.hidden')}, 'deleted', ${iso('c.deleted')},
			'held', ${iso('c.held')}, 'nameless', ${iso('c.nameless')},
			'stars', c.stars, 'disclosed', c.disclosed, 'waits', coalesce((select w.held_for from moderation.item w
				where w.comment = c.id and c.held is not null), '{}'),
			'text', c.body_text, 'document', c.body) as line
		from community.comment c where c.id > ${one(after)} order by c.id limit ${most}`,
	answers: (after, most) => sql`
		select json_build_array(a.thread) as id, json_build_object('thread', a.thread, 'comment', a.comment,
			'chosen', ${iso('a.chosen')}, 'chosenBy', ${handle('a.chosen_by')}) as line
		from community.answer a where a.thread > ${one(after)} order by a.thread limit ${most}`,
	votes: (after, most) => sql`
		select json_build_array(v.thread, v.member) as id, json_build_object('thread', v.thread, 'member', ${handle('v.member')},
			'voted', ${iso('v.voted')}) as line
		from community.vote v where (v.thread, v.member) > ${two(after)} order by v.thread, v.member limit ${most}`,
	ballots: (after, most) => sql`
		select json_build_array(b.thread, b.member) as id, json_build_object('thread', b.thread, 'member', ${handle('b.member')},
			'choices', json_agg(json_build_object('position', b.position, 'voted', ${iso('b.voted')}) order by b.position)) as line
		from community.ballot b where (b.thread, b.member) > ${two(after)}
		group by b.thread, b.member order by b.thread, b.member limit ${most}`,
	reactions: (after, most) => sql`
		select json_build_array(r.comment, r.member) as id, json_build_object('comment', r.comment,
			'member', ${handle('r.member')}, 'signs',
			json_agg(json_build_object('sign', r.sign, 'reacted', ${iso('r.reacted')}) order by r.sign)) as line
		from community.reaction r where (r.comment, r.member) > ${two(after)}
		group by r.comment, r.member order by r.comment, r.member limit ${most}`,
	threadFollows: (after, most) => sql`
		select json_build_array(r.member, r.thread) as id, json_build_object('member', ${handle('r.member')}, 'thread', r.thread,
			'level', r.level, 'seenComment', r.seen_comment, 'seen', ${iso('r.seen')}) as line
		from community.reading r where r.level is not null and (r.member, r.thread) > ${two(after)}
		order by r.member, r.thread limit ${most}`,
	categoryFollows: (after, most) => sql`
		select json_build_array(f.member, f.category) as id, json_build_object('member', ${handle('f.member')},
			'category', (select c.slug from community.category c where c.id = f.category), 'level', f.level) as line
		from community.following f where (f.member, f.category) > ${two(after)} order by f.member, f.category limit ${most}`,
};
