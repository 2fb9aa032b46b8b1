import { sql } from 'kysely';
import type { RecordedFact } from '#platform/context/context.ts';
import { reaction } from '#platform/job/job.ts';
import { commentPosted, type CommentPosted } from '#community/events.ts';
import { noteUnread } from '#community/server/note-unread.ts';

/**
 * What was said is unread for those who follow the thread. Whoever says something in a thread follows it from then on, and has read it so far; whoever began it is told of every
 * answer. What they said about it themselves is left as it is.
 */
export const followOwn = reaction(
	'community.follow-own',
	[commentPosted],
	async (ctx, fact: RecordedFact) => {
		const { thread, comment, author } = fact.data as unknown as CommentPosted;
		await noteUnread(ctx, { thread, comment, author });
		if (author === null) return;
		// What was said is no draft any more.
		await sql`
			delete from community.draft d using community.comment c where c.id = ${comment}::bigint
				and d.member = ${author}::bigint and d.thread = ${thread}::bigint and d.saved <= c.posted`.execute(ctx.db);
		await sql`
			insert into community.reading (member, thread, level, seen_comment, seen)
			select ${author}::bigint, t.id, case when t.author = ${author}::bigint then 'watch' else 'track' end, c.id, c.posted
			from community.comment c join community.thread t on t.id = c.thread
			where c.id = ${comment}::bigint and c.thread = ${thread}::bigint
				and exists (select from membership.member m where m.id = ${author}::bigint)
			on conflict (member, thread) do update set
				level = coalesce(reading.level, excluded.level),
				seen_comment = greatest(reading.seen_comment, excluded.seen_comment),
				seen = greatest(reading.seen, excluded.seen),
				unread = case when reading.unread > excluded.seen_comment then reading.unread end`.execute(ctx.db);
	},
	{ quick: true },
);
