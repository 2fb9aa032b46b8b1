import { sql } from 'kysely';
import { reaction } from '#platform/job/job.ts';
import { commentHidden } from '#community/events.ts';
import { orderKinds } from '#notification/notice.ts';
import { decisionMade, decisionUndone, type DecisionMade } from '#moderation/events.ts';
import { handOn } from '#notification/server/hand-on.ts';

/**
 * Tells a member what became of their words: taken away, with what came with it, or shown. One notice per comment, which says how
 * it stands now; what nobody took away or waited for is not told of. Never who decided, and never who complained.
 */
export const tellOfDecision = reaction(
	'notification.tell-of-decision',
	[decisionMade, decisionUndone],
	async (ctx, fact) => {
		const { comment, verdict, stood } = fact.data as unknown as DecisionMade;
		if (verdict === 'keep' && stood === 'shown') return;
		// Taken back to where it waits: what was told of it holds no longer. (That it waits again is told by `tellOfWaiting`, where it had been shown.)
		if (fact.name === decisionUndone && stood === 'held')
			await ctx.db
				.deleteFrom('notification.notice')
				.where('comment', '=', comment)
				.where(
					'kind',
					'in',
					orderKinds.filter((kind) => kind !== 'held'),
				)
				.execute();
		await sql`
			insert into notification.notice (member, kind, thread, comment, actor, told)
			select c.author, case
				when c.hidden is null then 'shown' when d.verdict = 'warn' then 'warned' when d.verdict = 'silence' then 'silenced' else 'hidden'
			end, c.thread, c.id, null, ${ctx.now}::timestamptz
			from community.comment c
			left join lateral (
				select made.verdict from moderation.decision made where made.comment = c.id and made.undone is null order by made.id desc limit 1
			) d on true
			where c.id = ${comment}::bigint and c.author is not null and c.deleted is null and c.held is null
			on conflict (member, comment, matter) where kind <> 'reminder' do update
			set kind = excluded.kind, told = excluded.told, actor = null, read = null, bundle = null
			where notice.kind <> excluded.kind`.execute(ctx.db);
		await handOn(ctx, comment);
	},
	{ quick: true },
);

/**
 * Tells a member that words of theirs which stood there were taken out of sight until a person has looked: nothing goes in silence. What
 * waits from the beginning says so where it was written.
 */
export const tellOfWaiting = reaction(
	'notification.tell-of-waiting',
	[commentHidden],
	async (ctx, fact) => {
		const comment = Number(fact.data['comment']);
		await sql`
			insert into notification.notice (member, kind, thread, comment, actor, told)
			select c.author, 'held', c.thread, c.id, null, ${ctx.now}::timestamptz
			from community.comment c
			where c.id = ${comment}::bigint and c.author is not null and c.deleted is null and c.held is not null
			on conflict (member, comment, matter) where kind <> 'reminder' do update
			set kind = excluded.kind, told = excluded.told, actor = null, read = null, bundle = null
			where notice.kind <> excluded.kind`.execute(ctx.db);
		await handOn(ctx, comment);
	},
	{ quick: true },
);
