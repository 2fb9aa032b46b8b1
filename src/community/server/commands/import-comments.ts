import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { commentsImported } from '#community/events.ts';
import { mayBringHome } from '#community/policy.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { bodyField, readBody, renderComment } from '#community/server/render-comment.ts';

const ImportedComment = z.object({
	/** What it answers: a comment that is here, or the place of an earlier one in this list. */
	parent: z.union([z.object({ id: idField }), z.object({ place: z.number().int().min(0) })]).nullish(),
	/** The member who said it; null: somebody of whom only a name is known. */
	author: idField.nullable(),
	origin: z.object({ network: z.string().max(40), author: z.string().max(100), id: z.string().max(300) }).nullable(),
	body: bodyField,
	posted: z.date(),
});

export const ImportComments = z.object({
	thread: idField,
	/** Oldest first; what is answered stands before its answer. */
	comments: z.array(ImportedComment).max(2_000),
	/** Comments imported before, with new words; one that was touched here since is left as it is. */
	changed: z.array(z.object({ id: idField, body: bodyField })).default([]),
});
type Imported = z.output<typeof ImportedComment>;

/**
 * Brings in what was said in another place, many at once and with all that holds for a comment: rendered once, answers
 * below what they answer, counted exactly. It is old news: no fact `comment.posted`, so nobody is told of it and no inbox
 * fills. Returns the ids in order, and which changes were taken. Throws Problem `thread.not-found`, `comment.*`.
 */
export const importComments = command(ImportComments, async (ctx, { thread: id, comments, changed }) => {
	const thread = await ctx.db
		.selectFrom('community.thread')
		.select(['id', 'subject', 'category'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!thread) throw notFound('thread');
	authorize(ctx.actor, 'comment.bring-home', mayBringHome, null);
	const ids = await insertAll(ctx, id, comments);
	const taken = await changeUntouched(ctx, id, changed);
	if (ids.length || taken.length)
		ctx.record({
			name: commentsImported,
			about: aboutThread(thread),
			data: { thread: id, count: ids.length, changed: taken.length },
		});
	return { ids, changed: taken };
});

async function insertAll(ctx: Ctx, thread: number, comments: readonly Imported[]): Promise<number[]> {
	if (!comments.length) return [];
	const ids = await takeIds(ctx, comments.length);
	const roots = await rootsHere(ctx, thread, comments);
	const rows = [];
	for (const [place, comment] of comments.entries()) {
		const { parent } = comment;
		const answered = !parent ? null : 'id' in parent ? parent.id : (ids[parent.place] ?? null);
		// Only a place before its own is known already, so nothing can answer itself.
		const root = answered === null ? null : roots.get(answered);
		if (root === undefined) throw notFound('comment');
		roots.set(ids[place] as number, root ?? (ids[place] as number));
		const { body, body_html, body_text } = await renderComment(ctx, readBody(comment.body, 1));
		rows.push({
			id: ids[place],
			parent: answered,
			root,
			author: comment.author,
			body,
			body_html,
			body_text,
			posted: comment.posted,
			network: comment.origin?.network ?? null,
			name: comment.origin?.author ?? null,
			foreign: comment.origin?.id ?? null,
		});
	}
	await sql`
		with written as (
			insert into community.comment (
				id, thread, parent, root, author, body, body_html, body_text, posted, origin_network, origin_author, origin_id
			) overriding system value
			select row.id, ${thread}::bigint, row.parent, row.root, row.author, row.body, row.body_html, row.body_text, row.posted,
				row.network, row.name, row.foreign
			from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (
				id bigint, parent bigint, root bigint, author bigint, body jsonb, body_html text, body_text text,
				posted timestamptz, network text, name text, "foreign" text
			)
			returning posted
		)
		update community.thread set
			comment_count = comment_count + (select count(*) from written),
			last_commented = greatest(last_commented, (select max(posted) from written))
		where id = ${thread}::bigint`.execute(ctx.db);
	return ids;
}

/** Ids of the table's own sequence, in order. */
async function takeIds(ctx: Ctx, count: number): Promise<number[]> {
	const { rows } = await sql<{ id: number }>`
		select nextval(pg_get_serial_sequence('community.comment', 'id')) as id from generate_series(1, ${count}::int)`.execute(
		ctx.db,
	);
	return rows.map((row) => Number(row.id)).sort((one, other) => one - other);
}

/** Under which comment of the first level an answer to each of these stands. */
async function rootsHere(ctx: Ctx, thread: number, comments: readonly Imported[]): Promise<Map<number, number>> {
	const answered = comments.flatMap(({ parent }) => (parent && 'id' in parent ? [parent.id] : []));
	if (!answered.length) return new Map();
	const rows = await ctx.db
		.selectFrom('community.comment')
		.select(['id', 'root'])
		.where('thread', '=', thread)
		.where('id', 'in', answered)
		.execute();
	return new Map(rows.map((row) => [row.id, row.root ?? row.id]));
}

async function changeUntouched(
	ctx: Ctx,
	thread: number,
	changed: readonly { id: number; body: z.output<typeof bodyField> }[],
): Promise<number[]> {
	const taken: number[] = [];
	for (const { id, body } of changed) {
		const made = await renderComment(ctx, readBody(body, 1));
		const row = await ctx.db
			.updateTable('community.comment')
			.set({ body: made.body as never, body_html: made.body_html, body_text: made.body_text })
			.where('id', '=', id)
			.where('thread', '=', thread)
			.where('edited', 'is', null)
			.where('deleted', 'is', null)
			.where('hidden', 'is', null)
			.returning('id')
			.executeTakeFirst();
		if (row) taken.push(row.id);
	}
	return taken;
}
