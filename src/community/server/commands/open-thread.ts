import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, type Actor } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { threadChanged, threadOpened, threadWithdrawn } from '#community/events.ts';
import { mayOpenThread } from '#community/policy.ts';
import { threadSlug, threadThing } from '#community/thread.ts';

const subject = z.string().regex(/^[a-z-]{1,40}:\d{1,18}$/, 'wrong');

export const OpenThread = z.object({
	/** What it hangs under: `article:3`. */
	subject,
	title: z
		.string()
		.trim()
		.min(1, 'missing')
		.transform((title) => [...title].slice(0, 500).join('')),
	/** What is said under it: anything, or what people make of it. */
	kind: z.enum(['discussion', 'review']).default('discussion'),
	/** Where it is read: an address of this site. */
	path: z
		.string()
		.max(2000)
		.regex(/^\/(?![/\\])/, 'wrong'),
});

/**
 * Opens the conversation under something, or finds the one that is there: a subject has one thread. Called again it takes
 * over a new title and address, and brings back a thread that was withdrawn.
 */
export const openThread = command(OpenThread, async (ctx, { subject, title, path, kind }) => {
	authorizeOpening(ctx.actor);
	const { rows } = await sql<{ id: number; fresh: boolean; changed: boolean }>`
		with before as (select id, title, path, withdrawn from community.thread where subject = ${subject}::text),
		written as (
			insert into community.thread (subject, kind, title, slug, path, opened)
			values (${subject}::text, ${kind}::text, ${title}::text, ${threadSlug(title)}::text, ${path}::text, ${ctx.now}::timestamptz)
			on conflict (subject) do update set title = excluded.title, slug = excluded.slug, path = excluded.path, withdrawn = null
			returning id, xmax = 0 as fresh -- no older version: it was inserted, not updated
		)
		select written.id, written.fresh,
			not written.fresh and before.id is not null and (before.title, before.path, before.withdrawn is null) is distinct from (${title}::text, ${path}::text, true) as changed
		from written left join before on before.id = written.id`.execute(ctx.db);
	const thread = rows[0] as (typeof rows)[number];
	if (thread.fresh || thread.changed) {
		ctx.record({
			name: thread.fresh ? threadOpened : threadChanged,
			about: [threadThing(thread.id), subject, 'threads'],
			data: { thread: thread.id, subject },
		});
	}
	return { id: thread.id };
});

/** Takes a subject's conversation from the public because its subject was; `openThread` brings it back. Safe to run twice. */
export const withdrawThread = command(z.object({ subject }), async (ctx, { subject }) => {
	authorizeOpening(ctx.actor);
	const row = await ctx.db
		.updateTable('community.thread')
		.set({ withdrawn: ctx.now })
		.where('subject', '=', subject)
		.where('withdrawn', 'is', null)
		.returning('id')
		.executeTakeFirst();
	if (row)
		ctx.record({
			name: threadWithdrawn,
			about: [threadThing(row.id), subject, 'threads'],
			data: { thread: row.id, subject },
		});
});

/** No scope of its own is asked of a token: publishing an article opens its conversation. */
function authorizeOpening(actor: Actor): void {
	if (!mayOpenThread(actor)) authorize(actor, 'thread.open', mayOpenThread, null);
}
