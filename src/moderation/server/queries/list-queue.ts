import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { maySuspend } from '#membership/policy.ts';
import { mayKeepOrder } from '#moderation/policy.ts';
import type { QueueFlag, QueueItem } from '#moderation/queue.ts';
import { allOf, commonReason } from '#moderation/rules.ts';

/** Items on a page. */
export const queueSize = 25;
/** Complaints that are shown of one comment, comments of an author that are counted, and what staff wrote down about them. */
const most = { flags: 20, comments: 100, remarks: 3 } as const;
/** More than this is not counted for the badge. */
const mostCounted = 99;

interface Row {
	comment: number;
	opened: Date;
	held_for: string[];
	state: QueueItem['state'];
	html: string;
	posted: Date;
	title: string;
	path: string;
	opening: boolean;
	answered_name: string | null;
	answered_text: string | null;
	author: QueueItem['author'];
	origin: string | null;
	nameless: boolean;
	flags: QueueFlag[] | null;
	seen: number;
}

/**
 * What waits, longest first, each with its context: what was answered, who wrote it and how they did before, who complained and how often
 * they were right. Deleted meanwhile, it waits no longer.
 */
export const listQueue = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'queue.read', mayKeepOrder, null);
	const { rows } = await sql<Row>`
		select i.comment, i.opened, i.held_for, c.body_html as html, c.posted, t.title, t.path, t.opening = c.id as opening,
			case when c.held is not null then 'held' when c.hidden is not null then 'hidden' else 'shown' end as state,
			coalesce(pm.name, p.origin_author) as answered_name, left(p.body_text, 300) as answered_text,
			c.origin_author as origin, c.nameless is not null as nameless, f.flags, coalesce(last.id, 0) as seen,
			case when m.id is not null then json_build_object(
				'id', m.id, 'name', m.name, 'handle', m.handle, 'role', m.role, 'joined', m.joined, 'comments', said.count,
				'hidden', (select count(*) from moderation.decision d where d.member = m.id and d.verdict <> 'keep' and d.undone is null),
				'measures', (select count(*) from moderation.measure s where s.member = m.id and s.lifted is null),
				'others', others.count, 'suspended', m.suspended,
				'remarks', (select coalesce(json_agg(json_build_object('text', r.text, 'author', rm.name, 'written', r.written) order by r.id desc), '[]')
					from (select * from membership.remark o where o.member = m.id order by o.id desc limit ${most.remarks}::int) r
					left join membership.member rm on rm.id = r.author)
			) end as author
		from moderation.item i
		join community.comment c on c.id = i.comment and c.deleted is null
		join community.thread t on t.id = c.thread
		left join community.comment p on p.id = c.parent and p.deleted is null
		left join membership.member pm on pm.id = p.author
		left join membership.member m on m.id = c.author
		left join lateral (
			select count(*) from (
				select from community.comment o where o.author = m.id and o.hidden is null and o.deleted is null limit ${most.comments}::int
			) counted
		) said on true
		left join lateral (
			select count(*) from (
				select from community.comment o
				where o.author = m.id and m.role = 'member' and o.id <> c.id and o.deleted is null and (o.hidden is null or o.held is not null)
					and o.posted > ${new Date(ctx.now.getTime() - allOf.days * 86_400_000)}::timestamptz
					and not exists (select from community.trust t where t.member = m.id and t.level >= ${allOf.below}::int)
				limit ${allOf.most}::int
			) counted
		) others on true
		left join lateral (
			select d.id from moderation.decision d where d.comment = c.id and d.undone is null order by d.id desc limit 1
		) last on true
		left join lateral (
			select json_agg(json_build_object(
				'reason', g.reason, 'words', g.words, 'flagged', g.flagged, 'name', fm.name,
				'decided', (select count(*) from moderation.flag e where e.member = g.member and e.decision is not null),
				'right', (select count(*) from moderation.flag e join moderation.decision d on d.id = e.decision
					where e.member = g.member and d.verdict <> 'keep')
			) order by g.id) as flags
			from (
				select * from moderation.flag w where w.comment = c.id and w.decision is null order by w.id limit ${most.flags}::int
			) g join membership.member fm on fm.id = g.member
		) f on true
		where i.decision is null
		order by i.opened, i.comment limit ${queueSize + 1}::int`.execute(ctx.db);
	const suspends = maySuspend(ctx.actor, { id: 0, role: 'member' });
	return { items: rows.slice(0, queueSize).map(shape), more: rows.length > queueSize, may: { suspend: suspends } };
});

function shape(row: Row): QueueItem {
	const { comment, opened, state, html, posted, origin, nameless, seen, author } = row;
	const flags = (row.flags ?? []).map((flag) => ({ ...flag, flagged: new Date(flag.flagged) }));
	return {
		comment,
		opened,
		heldFor: row.held_for,
		state,
		html,
		posted,
		thread: { title: row.title, path: row.path, opening: row.opening },
		answered: row.answered_text === null ? null : { name: row.answered_name, text: row.answered_text },
		author: author && { ...author, joined: new Date(author.joined) },
		origin,
		nameless,
		flags,
		seen,
		suggested: commonReason(flags.map(({ reason }) => reason)) ?? (row.held_for.length ? 'spam' : null),
	};
}

/** How many comments, private messages, appeals and people who asked to join wait, for the console's menu; at most 99, and 0 for whoever may not decide. */
export const countQueue = query(z.object({}), async (ctx) => {
	if (!mayKeepOrder(ctx.actor)) return 0;
	const { rows } = await sql<{ count: number }>`
		select count(*)::int as count from (
			select from moderation.item i join community.comment c on c.id = i.comment and c.deleted is null
			where i.decision is null
			union all select from moderation.appeal where answered is null
			union all select from moderation.report where decided is null
			union all select from membership.applicant where refused is null
			limit ${mostCounted}::int
		) waiting`.execute(ctx.db);
	return rows[0]?.count ?? 0;
});
