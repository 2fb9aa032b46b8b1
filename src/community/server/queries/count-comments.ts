import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { readable } from '#community/server/visible.ts';
import { openTalk } from '#community/server/access.ts';

/** How many comments everybody can read: in one thread, or everywhere, posted from `from` until before `to`. */
export const countComments = query(
	z.object({ thread: idField.optional(), from: z.date().optional(), to: z.date().optional() }),
	async (ctx, { thread = null, from = null, to = null }) => {
		const { rows } = await sql<{ comments: number }>`
			select count(*)::int as comments from community.comment c join community.thread t on t.id = c.thread
			where ${readable('c')} and t.hidden is null and t.withdrawn is null and ${openTalk(ctx.actor, 't')}
				and (${thread}::bigint is null or c.thread = ${thread}::bigint)
				and (${from}::timestamptz is null or c.posted >= ${from}::timestamptz)
				and (${to}::timestamptz is null or c.posted < ${to}::timestamptz)`.execute(ctx.db);
		return rows[0]?.comments ?? 0;
	},
);
