import { sql } from 'kysely';
import { bookmarkDue } from '#community/events.ts';
import { reaction } from '#platform/job/job.ts';
import { handOn } from '#notification/server/hand-on.ts';

/** Reminds a member of what they wanted to find again, when it can still be read. Safe to run twice. */
export const tellOfBookmark = reaction(
	'notification.tell-of-bookmark',
	[bookmarkDue],
	async (ctx, { data }) => {
		await sql`
			insert into notification.notice (member, kind, thread, comment, actor, told)
			select b.member, 'reminder', c.thread, c.id, case when c.nameless is null then c.author end, b.reminded
			from community.bookmark b join community.comment c on c.id = b.comment join community.thread t on t.id = c.thread
			join membership.member m on m.id = b.member and m.suspended is null
			where b.id = ${Number(data['bookmark'])}::bigint and b.reminded is not null
				and c.hidden is null and c.deleted is null and t.hidden is null and t.withdrawn is null
			on conflict do nothing`.execute(ctx.db);
		const bookmark = await ctx.db
			.selectFrom('community.bookmark')
			.select('comment')
			.where('id', '=', Number(data['bookmark']))
			.executeTakeFirst();
		if (bookmark) await handOn(ctx, bookmark.comment);
	},
	{ quick: true },
);
