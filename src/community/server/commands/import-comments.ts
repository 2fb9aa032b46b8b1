import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { broughtLimits, emptyDocument } from '#platform/document/schema.ts';
import { notFound } from '#platform/problem.ts';
import { keepUses, noteUses } from '#media/server/index.ts';
import { commentThing, pictureIds } from '#community/pictured.ts';
import { disclosures } from '#community/stars.ts';
import { commentsImported } from '#community/events.ts';
import { mayBringHome } from '#community/policy.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { noteWaiting } from '#community/server/note-waiting.ts';
import { ownNumbers } from '#community/server/free-numbers.ts';
import { documentField, readBody, renderComment } from '#community/server/render-comment.ts';

const ImportedComment = z.object({
	/** The number that it had; it keeps it where that is free. */
	id: idField.optional(),
	thread: idField,
	/** What it answers: a comment that is here, or the place of an earlier one in this list. */
	parent: z.union([z.object({ id: idField }), z.object({ place: z.number().int().min(0) })]).nullish(),
	/** The member who said it; null: somebody of whom only a name is known. */
	author: idField.nullable(),
	origin: z
		.object({
			network: z.string().max(40),
			author: z.string().max(100),
			id: z.string().max(300),
			url: z.string().max(2000).nullish(),
		})
		.nullable(),
	body: documentField,
	posted: z.date(),
	edited: z.date().nullish(),
	/** Taken away there: it is kept as taken away. */
	hidden: z.date().nullish(),
	deleted: z.date().nullish(),
	/** Hidden there until a person had looked, and why: it waits here, too. */
	held: z.date().nullish(),
	/** Said by somebody who did not want to be named. */
	nameless: z.date().nullish(),
	/** What it gave; where it is no place for stars, or its author gave some here already, it gives none. */
	stars: z.number().int().min(1).max(5).nullish(),
	disclosed: z.enum(disclosures).nullish(),
	waits: z.array(z.string().max(40)).max(20).default([]),
});

export const ImportComments = z.object({
	/** Within a thread oldest first; what is answered stands before its answer. */
	comments: z.array(ImportedComment).max(2_000),
	/** Comments imported before, with new words; one that was touched here since is left as it is. */
	changed: z.array(z.object({ id: idField, body: documentField })).default([]),
});
type Imported = z.output<typeof ImportedComment>;

/**
 * Brings in what was said in another place, many at once and with all that holds for a comment: rendered once, answers
 * below what they answer, counted exactly. It is old news: no fact `comment.posted`, so nobody is told of it and no inbox
 * fills. Returns the ids in order, and which changes were taken. Throws Problem `thread.not-found`, `comment.*`.
 */
export const importComments = command(ImportComments, async (ctx, { comments, changed }) => {
	const wanted = [...new Set(comments.map((one) => one.thread))];
	const threads = wanted.length
		? await ctx.db
				.selectFrom('community.thread')
				.select(['id', 'kind', 'subject', 'category'])
				.where('id', 'in', wanted)
				// Always in the same order: two that bring in at once wait for each other, and never both.
				.orderBy('id')
				.forUpdate()
				.execute()
		: [];
	if (threads.length !== wanted.length) throw notFound('thread');
	authorize(ctx.actor, 'comment.bring-home', mayBringHome, null);
	const { ids, uses } = await insertAll(
		ctx,
		comments,
		new Set(threads.flatMap(({ id, kind }) => (kind === 'review' ? id : []))),
	);
	if (uses.length) await noteUses(ctx, { uses });
	noteWaiting(ctx, comments, ids, threads);
	const taken = await changeUntouched(ctx, changed);
	const told = [...threads, ...taken.map(({ thread, subject, category }) => ({ id: thread, subject, category }))];
	// One fact for all of them: everybody who hears it hears it once.
	if (told.length)
		ctx.record({
			name: commentsImported,
			about: [...new Set(told.flatMap((thread) => aboutThread(thread)))],
			data: { threads: [...new Set(told.map(({ id }) => id))], count: comments.length, changed: taken.length },
		});
	return { ids, changed: taken.map(({ id }) => id) };
});

async function insertAll(ctx: Ctx, comments: readonly Imported[], reviews: ReadonlySet<number>) {
	const uses: { thing: string; pictures: number[] }[] = [];
	if (!comments.length) return { ids: [], uses };
	const ids = await ownNumbers(ctx, 'comment', comments);
	const roots = await rootsHere(ctx, comments);
	const rating = await findRating(ctx, comments, reviews);
	const rows = [];
	for (const [place, comment] of comments.entries()) {
		const { parent } = comment;
		const answered = !parent ? null : 'id' in parent ? parent.id : (ids[parent.place] ?? null);
		// Only a place before its own is known already, so nothing can answer itself.
		const root = answered === null ? null : roots.get(answered);
		if (root === undefined) throw notFound('comment');
		roots.set(ids[place] as number, root ?? (ids[place] as number));
		const { origin, posted, edited, deleted, author, thread } = comment;
		const held = comment.deleted ? null : (comment.held ?? null);
		const hidden = comment.hidden ?? held;
		// Of what was deleted no word is left, there and here.
		const words = comment.deleted ? emptied : await renderComment(ctx, readBody(comment.body, 1, broughtLimits));
		const pictures = pictureIds(words.body);
		if (pictures.length) uses.push({ thing: commentThing(ids[place] as number), pictures });
		rows.push(
			withoutNulls({
				...words,
				...{ id: ids[place], thread, parent: answered, root, author, posted, edited, hidden, deleted, held },
				nameless: comment.nameless,
				...(rating.has(comment) ? { stars: comment.stars, disclosed: comment.disclosed } : {}),
				network: origin?.network,
				name: origin?.author,
				foreign: origin?.id,
				address: origin?.url,
			}),
		);
	}
	await sql`
		with written as (
			insert into community.comment (
				id, thread, parent, root, author, body, body_html, body_text, posted, edited, hidden, deleted, held,
				nameless, origin_network, origin_author, origin_id, origin_url, stars, disclosed
			) overriding system value
			select row.id, thread, parent, root, author, body, body_html, body_text, posted, edited, hidden, deleted, held,
				nameless, network, name, "foreign", address, stars, disclosed
			-- Read as it comes: what is taken apart once gains nothing by being a tree first.
			from json_to_recordset(${JSON.stringify(rows)}::text::json) as row (
				id bigint, thread bigint, parent bigint, root bigint, author bigint, body jsonb, body_html text, body_text text,
				posted timestamptz, edited timestamptz, hidden timestamptz, deleted timestamptz, held timestamptz, nameless timestamptz,
				network text, name text, "foreign" text, address text,
				stars smallint, disclosed text
			)
			returning id, thread, posted, hidden is null and deleted is null as shown
		), counted as (
			select thread, min(id) as first, count(*) filter (where shown) as count, max(posted) filter (where shown) as last
			from written group by thread
		)
		update community.thread set
			comment_count = comment_count + counted.count,
			last_commented = greatest(last_commented, counted.last),
			-- A thread of the forum begins with its first comment.
			opening = case when category is not null then coalesce(opening, counted.first) end
		from counted where thread.id = counted.thread`.execute(ctx.db);
	return { ids, uses };
}

/** A row without the columns in which nothing stands, which is most of them: neither side has to write or read those. */
const withoutNulls = (row: Record<string, unknown>): Record<string, unknown> => {
	for (const name in row) if (row[name] === null) row[name] = undefined;
	return row;
};

const emptied = { body: emptyDocument(), body_html: '', body_text: '' };

/** Those that give stars where that is asked for, of each author one; of whoever gave some here already none. */
async function findRating(
	ctx: Ctx,
	comments: readonly Imported[],
	reviews: ReadonlySet<number>,
): Promise<ReadonlySet<Imported>> {
	const giving = comments.filter(
		({ stars, disclosed, thread, parent, deleted, origin }) =>
			stars && disclosed && reviews.has(thread) && !parent && !deleted && !origin,
	);
	if (!giving.length) return new Set();
	const { rows } = await sql<{ thread: number; author: number }>`
		select thread, author from community.comment where stars is not null
			and thread = any(${[...reviews]}::bigint[]) and author = any(${giving.flatMap(({ author }) => author ?? [])}::bigint[])`.execute(
		ctx.db,
	);
	const given = new Set(rows.map(({ thread, author }) => `${thread} ${author}`));
	return new Set(
		giving.filter(({ thread, author }) => {
			const one = `${thread} ${author}`;
			return author === null || (!given.has(one) && given.add(one));
		}),
	);
}

/** Under which comment of the first level an answer to each of these stands. */
async function rootsHere(ctx: Ctx, comments: readonly Imported[]): Promise<Map<number, number>> {
	const asked = comments.flatMap(({ thread, parent }) => (parent && 'id' in parent ? [{ thread, id: parent.id }] : []));
	if (!asked.length) return new Map();
	const { rows } = await sql<{ id: number; root: number | null }>`
		select comment.id, comment.root from json_to_recordset(${JSON.stringify(asked)}::text::json) as asked (thread bigint, id bigint)
		join community.comment as comment on comment.id = asked.id and comment.thread = asked.thread`.execute(ctx.db);
	return new Map(rows.map((row) => [row.id, row.root ?? row.id]));
}

async function changeUntouched(ctx: Ctx, changed: readonly { id: number; body: z.output<typeof documentField> }[]) {
	const rows = [];
	for (const { id, body } of changed)
		rows.push({ id, ...(await renderComment(ctx, readBody(body, 1, broughtLimits))) });
	if (!rows.length) return [];
	const taken = await sql<{ id: number; thread: number; subject: string | null; category: number | null }>`
		update community.comment set body = row.body, body_html = row.body_html, body_text = row.body_text
		from json_to_recordset(${JSON.stringify(rows)}::text::json) as row (id bigint, body jsonb, body_html text, body_text text),
			community.thread
		where comment.id = row.id and thread.id = comment.thread
			and comment.edited is null and comment.deleted is null and comment.hidden is null
		returning comment.id, comment.thread, thread.subject, thread.category`.execute(ctx.db);
	for (const { id } of taken.rows) {
		const body = rows.find((row) => row.id === id)?.body;
		if (body) await keepUses(ctx, { thing: commentThing(id), pictures: pictureIds(body) });
	}
	return taken.rows;
}
