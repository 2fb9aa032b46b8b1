import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayReadLog } from '#moderation/policy.ts';
import type { LogEntry } from '#moderation/queue.ts';
import { idField } from '#moderation/server/commands/flag-comment.ts';

/** Entries on a page. */
const size = 30;

type Row = Omit<LogEntry, 'thread'> & { title: string; path: string; readable: boolean };

/**
 * What was taken away and why, newest first, for everybody who has joined. Never whose words they were, who complained, who
 * decided, or the title of a thread that cannot be read.
 */
export const listLog = query(z.object({ before: idField.optional() }), async (ctx, { before }) => {
	authorize(ctx.actor, 'log.read', mayReadLog, null);
	const { rows } = await sql<Row>`
		select d.id, d.verdict, d.reason, d.words, d.decided, d.undone, coalesce(t.opening = d.comment, false) as opening, t.title, t.path,
			t.hidden is null and t.withdrawn is null as readable
		from moderation.decision d join community.thread t on t.id = d.thread
		where d.verdict <> 'keep' and d.id < ${before ?? Number.MAX_SAFE_INTEGER}::bigint
		order by d.id desc limit ${size + 1}::int`.execute(ctx.db);
	const items: LogEntry[] = rows
		.slice(0, size)
		.map(({ title, path, readable, ...entry }) => ({ ...entry, thread: readable ? { title, path } : null }));
	return { items, next: rows.length > size ? (items.at(-1)?.id ?? null) : null };
});
