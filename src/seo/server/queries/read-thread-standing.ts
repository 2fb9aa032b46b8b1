import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { threadThing } from '#community/thread.ts';
import { indexedThread } from '#seo/server/indexed-threads.ts';

/** Whether search engines may list a thread. False when there is none. */
export const readThreadStanding = query(z.object({ thread: z.number().int() }), async (ctx, { thread }) => {
	ctx.about(threadThing(thread));
	const { rows } = await sql<{ indexed: boolean }>`
		select ${indexedThread('t')} as indexed from community.thread t where t.id = ${thread}::bigint`.execute(ctx.db);
	return rows[0]?.indexed ?? false;
});
