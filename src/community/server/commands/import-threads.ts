import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { threadsImported } from '#community/events.ts';
import { mayBringHome } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { categoryThing, threadPath, threadSlug, threadThing } from '#community/thread.ts';

const ImportedThread = z.object({
	/** The number that it had; it keeps it where that is free. */
	id: idField.optional(),
	/** What it hangs under, and where that is read; null: a thread of the forum. */
	subject: z.string().max(100).nullable().default(null),
	path: z.string().max(2000).nullable().default(null),
	/** For a thread of the forum. */
	category: z.object({ id: idField, slug: z.string() }).nullable().default(null),
	title: z
		.string()
		.trim()
		.min(1, 'missing')
		.transform((title) => [...title].slice(0, 500).join('')),
	author: idField.nullable().default(null),
	opened: z.date(),
	closed: z.date().nullable().default(null),
	hidden: z.date().nullable().default(null),
	/** What it hangs under is not public. */
	withdrawn: z.date().nullable().default(null),
});

/**
 * Brings in conversations that were begun in another place, or opens those under things that came from there; many at
 * once. A subject that has one keeps it. Nobody is told. Returns them in order.
 */
export const importThreads = command(z.object({ threads: z.array(ImportedThread) }), async (ctx, { threads }) => {
	authorize(ctx.actor, 'thread.import', mayBringHome, null);
	if (!threads.length) return [];
	const ids = await numbers(ctx, threads);
	const rows = threads.map((thread, place) => {
		const id = ids[place] as number;
		const slug = threadSlug(thread.title);
		return { ...thread, id, slug, path: thread.path ?? threadPath(thread.category?.slug ?? '', id, slug) };
	});
	await sql`
		insert into community.thread (id, category, subject, title, slug, path, author, opened, closed, hidden, withdrawn)
		overriding system value
		select id, (category->>'id')::bigint, subject, title, slug, path, author, opened, closed, hidden, withdrawn
		from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (
			id bigint, category jsonb, subject text, title text, slug text, path text, author bigint, opened timestamptz,
			closed timestamptz, hidden timestamptz, withdrawn timestamptz
		)
		on conflict (subject) do nothing`.execute(ctx.db);
	const about = rows.flatMap(({ id, category }) => [
		threadThing(id),
		...(category ? [categoryThing(category.id)] : []),
	]);
	ctx.record({ name: threadsImported, about: ['threads', ...new Set(about)], data: { count: rows.length } });
	return rows.map(({ id, path }) => ({ id, path }));
});

/** Each its own number where nobody has it, else the next of the table. */
async function numbers(ctx: Ctx, threads: readonly { id?: number | undefined }[]): Promise<number[]> {
	const wanted = threads.flatMap(({ id }) => id ?? []);
	const free = await freeNumbers(ctx, 'thread', wanted);
	const more = await takeNumbers(ctx, 'thread', threads.filter(({ id }) => !id || !free.has(id)).length);
	return threads.map(({ id }) => (id && free.has(id) ? id : (more.shift() as number)));
}

/**
 * Which of these numbers no row has; they are taken out of the table's sequence, so that none is given out again. Those
 * that bring in what was elsewhere do so one batch at a time.
 */
export async function freeNumbers(
	ctx: Ctx,
	table: 'thread' | 'comment',
	wanted: readonly number[],
): Promise<Set<number>> {
	if (!wanted.length) return new Set();
	const name = `community.${table}`;
	const { rows } = await sql<{ id: number }>`
		select wanted.id from unnest(${[...new Set(wanted)]}::bigint[]) as wanted (id)
		where not exists (select from ${sql.table(name)} as row where row.id = wanted.id)`.execute(ctx.db);
	if (rows.length)
		await sql`
			select setval(pg_get_serial_sequence(${name}, 'id'), greatest(
				${Math.max(...rows.map((row) => Number(row.id)))}::bigint,
				nextval(pg_get_serial_sequence(${name}, 'id'))
			))`.execute(ctx.db);
	return new Set(rows.map((row) => Number(row.id)));
}

/** Numbers of the table's own sequence, in order. */
export async function takeNumbers(ctx: Ctx, table: 'thread' | 'comment', count: number): Promise<number[]> {
	if (!count) return [];
	const { rows } = await sql<{ id: number }>`
		select nextval(pg_get_serial_sequence(${`community.${table}`}, 'id')) as id
		from generate_series(1, ${count}::int)`.execute(ctx.db);
	return rows.map((row) => Number(row.id)).sort((one, other) => one - other);
}
