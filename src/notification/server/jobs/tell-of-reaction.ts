import { sql } from 'kysely';
import { reaction } from '#platform/job/job.ts';
import { commentReacted, type CommentReacted } from '#community/events.ts';
import { handOn } from '#notification/server/hand-on.ts';

/** After it was read, what is said meanwhile is one piece of news: not before so many minutes. */
const pause = 60;

/**
 * Tells whoever wrote a comment that somebody reacted to it: one notice per comment, which counts the people when it is looked
 * at. Never of oneself, and never of a muted thread. A reaction that was taken back meanwhile tells of nothing.
 */
export const tellOfReaction = reaction(
	'notification.tell-of-reaction',
	[commentReacted],
	async (ctx, fact) => {
		const { comment, author, sign, on } = fact.data as unknown as CommentReacted;
		if (!on || author === null || fact.actor === null || fact.actor === author) return;
		// What was read a while ago makes room: news stands at the top of the list.
		await ctx.db
			.deleteFrom('notification.notice')
			.where('member', '=', author)
			.where('comment', '=', comment)
			.where('matter', '=', 'reaction')
			.where('read', '<', new Date(ctx.now.getTime() - pause * 60_000))
			.execute();
		await sql`
			insert into notification.notice (member, kind, thread, comment, actor, told)
			select c.author, 'reaction', c.thread, c.id, r.member, ${ctx.now}::timestamptz
			from community.reaction r join community.comment c on c.id = r.comment
			join membership.member m on m.id = c.author and m.suspended is null
			where r.comment = ${comment}::bigint and r.member = ${fact.actor}::bigint and r.sign = ${sign}::text
				and c.hidden is null and c.deleted is null and c.author <> r.member and not exists (
					select from community.reading g where g.member = c.author and g.thread = c.thread and g.level = 'mute'
				)
			on conflict (member, comment, matter) where kind <> 'reminder' do nothing`.execute(ctx.db);
		await handOn(ctx, comment);
	},
	{ quick: true },
);
