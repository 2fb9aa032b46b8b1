import { sql } from 'kysely';
import type { Document } from '#platform/document/schema.ts';
import { reaction } from '#platform/job/job.ts';
import { answerAccepted, commentEdited, commentPosted, type AnswerAccepted } from '#community/events.ts';
import { heardFromAway } from '#community/server/index.ts';
import { calledIn, groupsCalledIn } from '#community/mention.ts';
import { handOn } from '#notification/server/hand-on.ts';

/**
 * Tells those whom a comment concerns: whoever it answers, whoever it names, who is in a group that it calls, whoever watches the thread, its category or a tag of it;
 * each once, for the nearest reason. Never its author, never who muted the thread or blocks the author, never of what was taken away meanwhile. What was said without a name is told to
 * those who block its author as well: a silence would tell them whose it is.
 * An edit tells only whoever was not named before.
 */
export const tellOfComment = reaction(
	'notification.tell-of-comment',
	[commentPosted, commentEdited],
	async (ctx, fact) => {
		const id = Number(fact.data['comment']);
		const row = await ctx.db
			.selectFrom('community.comment')
			.select('body')
			.where('id', '=', id)
			.where('hidden', 'is', null)
			.where('deleted', 'is', null)
			.executeTakeFirst();
		if (!row) return;
		const named = calledIn(row.body as Document);
		const edited = fact.name === commentEdited;
		if (edited && !named.length && !groupsCalledIn(row.body as Document).length) return;
		await sql`
			with said as (
				select c.id, c.thread, c.author, case when c.nameless is null then c.author end as named, t.category, p.author as answered,
					c.origin_network, c.origin_author
				from community.comment c join community.thread t on t.id = c.thread
				left join community.comment p on p.id = c.parent
				where c.id = ${id}::bigint and c.hidden is null and c.deleted is null and t.hidden is null and t.withdrawn is null
			), concerned as (
				select answered as member, 'reply' as kind, 1 as rank, null::bigint as called from said where not ${edited}::boolean
				union all
				select m.id, 'mention', 2, null from membership.member m where m.handle = any(${named}::text[]::citext[])
				union all
				select g.member, 'mention', 3, g.member_group from community.group_call x join membership.group_member g on g.member_group = x.member_group
				where x.comment = ${id}::bigint and g.joined is not null and g.hushed is null
				union all
				select r.member, 'comment', 4, null from said join community.reading r on r.thread = said.thread and r.level = 'watch'
				where not ${edited}::boolean
				union all
				select l.member, 'comment', 4, null from said join community.leaning l on l.thread = said.thread
				where not ${edited}::boolean and not exists (
					select from community.reading r where r.member = l.member and r.thread = said.thread and r.level is not null
				)
				group by l.member having bool_or(l.level = 'watch') and bool_and(l.level <> 'mute')
			)
			insert into notification.notice (member, kind, thread, comment, actor, told, member_group)
			select distinct on (concerned.member) concerned.member, concerned.kind, said.thread, said.id, said.named, ${ctx.now}::timestamptz, concerned.called
			from concerned cross join said join membership.member m on m.id = concerned.member and m.suspended is null
			where concerned.member is distinct from said.author and not exists (
				select from community.reading r where r.member = concerned.member and r.thread = said.thread and r.level = 'mute'
			) and not exists (select from membership.block b where b.member = concerned.member and b.blocked = said.named)
				and ${sql.raw(heardFromAway('concerned.member', 'said'))}
				and (said.category is null or not said.category = any (community.closed_to(m.id, m.role)))
			order by concerned.member, concerned.rank
			on conflict do nothing`.execute(ctx.db);
		await handOn(ctx, id);
	},
	{ quick: true },
);

/** Tells whoever wrote it that their reply was marked as the one that helped, when it still is. */
export const tellOfAnswer = reaction(
	'notification.tell-of-answer',
	[answerAccepted],
	async (ctx, fact) => {
		const { thread, comment } = fact.data as unknown as AnswerAccepted;
		await sql`
			insert into notification.notice (member, kind, thread, comment, actor, told)
			select c.author, 'answer', c.thread, c.id, case when t.nameless is null or t.author is distinct from ${fact.actor}::bigint then ${fact.actor}::bigint end, ${ctx.now}::timestamptz
			from community.answer a join community.comment c on c.id = a.comment join community.thread t on t.id = c.thread
			join membership.member m on m.id = c.author and m.suspended is null
			where a.thread = ${thread}::bigint and a.comment = ${comment}::bigint and c.author is distinct from ${fact.actor}::bigint
				and c.hidden is null and c.deleted is null
				and not exists (
					select from membership.block b where b.member = c.author and b.blocked = ${fact.actor}::bigint
						and (t.nameless is null or t.author is distinct from ${fact.actor}::bigint)
				)
			on conflict do nothing`.execute(ctx.db);
		await handOn(ctx, comment);
	},
	{ quick: true },
);
