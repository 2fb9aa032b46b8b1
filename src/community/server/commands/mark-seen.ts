import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { mayFollow, mayReadThread } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { lookAgain } from '#community/server/note-unread.ts';
import { accessParts } from '#community/server/access.ts';

/**
 * Notes how far a member has read a thread: up to this comment. It never goes back, in whatever order the notes of several
 * windows come. It is no fact: who read what is nobody's business. Throws Problem `comment.not-found`.
 */
export const markSeen = command(z.object({ thread: idField, comment: idField }), async (ctx, { thread, comment }) => {
	authorize(ctx.actor, 'thread.follow', mayFollow, null);
	const row = await ctx.db
		.selectFrom('community.comment as comment')
		.innerJoin('community.thread as thread', 'thread.id', 'comment.thread')
		.select(['comment.posted', 'thread.closed', 'thread.hidden', 'thread.withdrawn'])
		.select(accessParts(ctx.actor))
		.where('comment.id', '=', comment)
		.where('comment.thread', '=', thread)
		.executeTakeFirst();
	if (!row || !mayReadThread(ctx.actor, row)) throw notFound('comment');
	await sql`
		insert into community.reading (member, thread, seen_comment, seen)
		values (${memberOf(ctx.actor)}::bigint, ${thread}::bigint, ${comment}::bigint, ${row.posted}::timestamptz)
		on conflict (member, thread) do update set
			seen_comment = greatest(reading.seen_comment, excluded.seen_comment), seen = greatest(reading.seen, excluded.seen)
		where reading.seen_comment is null or reading.seen_comment < excluded.seen_comment or reading.unread is not null`.execute(
		ctx.db,
	);
	await lookAgain(ctx, memberOf(ctx.actor) ?? 0, { thread });
	return { thread };
});

/** Takes all that is unread and new for read. */
export const markAllSeen = command(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'thread.follow', mayFollow, null);
	const member = memberOf(ctx.actor);
	await sql`
		update community.reading r set unread = null,
			seen_comment = (select max(c.id) from community.comment c where c.thread = r.thread)
		where r.member = ${member}::bigint and r.unread is not null`.execute(ctx.db);
	await sql`
		update community.reading set seen = ${ctx.now}::timestamptz
		where member = ${member}::bigint and (seen is null or seen < ${ctx.now}::timestamptz)`.execute(ctx.db);
	await sql`
		insert into community.visit (member, seen, news_since) values (${member}::bigint, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz)
		on conflict (member) do update set news_since = excluded.news_since`.execute(ctx.db);
});
