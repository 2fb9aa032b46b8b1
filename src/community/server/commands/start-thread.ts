import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, staff } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { threadStarted, type ThreadStarted } from '#community/events.ts';
import { mayStart } from '#community/policy.ts';
import {
	longestTitle,
	objectToContents,
	objectToThreads,
	paceDepth,
	repeatedWithin,
	shortest,
} from '#community/rules.ts';
import { idField, writer } from '#community/server/commands/post-comment.ts';
import { aboutThread, insertComment, type Place } from '#community/server/insert-comment.ts';
import { refuse } from '#community/server/refuse.ts';
import { bodyField, readBody, renderComment } from '#community/server/render-comment.ts';
import { threadPath, threadSlug } from '#community/thread.ts';

/** A title of one line without signs that cannot be seen or that turn the reading direction. */
const titleField = z
	.string()
	.transform((title) =>
		title
			.normalize('NFC')
			.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
			.replace(/\s+/g, ' ')
			.trim(),
	)
	.pipe(
		z
			.string()
			.min(1, 'missing')
			.refine((title) => [...title].length >= shortest.title, 'too-short')
			.refine((title) => [...title].length <= longestTitle, 'too-long'),
	);

export const StartThread = z.object({
	category: idField,
	title: titleField,
	/** The opening: a document of the editor, or `{ text }`. */
	body: bodyField,
	/** Who starts it and when; believed only of the system (an import, a sample brand). */
	author: idField.optional(),
	posted: z.date().optional(),
});

interface Starting {
	slug: string;
	started_by: string;
	joined: Date | null;
	last: Date | null;
	today: number;
	/** The same title within the last minute: a form that was sent twice. */
	repeated: boolean;
}

/**
 * Starts a thread in the forum with its opening. Throws Problem `category.not-found`, `thread.too-fast`, `thread.too-many`
 * and what posting a comment throws.
 */
export const startThread = command(StartThread, async (ctx, { category, title, body, author, posted }) => {
	const member = writer(ctx.actor, author);
	const when = ctx.actor.kind === 'system' && posted ? posted : ctx.now;
	const rendered = await renderComment(ctx, readBody(body));
	const starting = await loadStarting(ctx, category, member, title);
	if (!starting) throw notFound('category');
	authorize(ctx.actor, 'thread.start', mayStart, starting);
	if (!starting.joined) throw new Problem('session.required', 401);
	if (starting.repeated && ctx.actor.kind !== 'system') throw new Problem('thread.repeated', 409);
	if (!staff(ctx.actor)) {
		refuse(objectToThreads({ joined: starting.joined, last: starting.last, today: starting.today }, ctx.now));
		refuse(objectToContents(rendered.body, starting.joined, ctx.now, new URL(ctx.site.url).host));
	}
	const slug = threadSlug(title);
	const { id } = await ctx.db
		.insertInto('community.thread')
		.values({ category, title, slug, path: '', author: member, opened: when })
		.returning('id')
		.executeTakeFirstOrThrow();
	const path = threadPath(starting.slug, id, slug);
	const place: Place = {
		id,
		path,
		category,
		subject: null,
		closed: null,
		hidden: null,
		withdrawn: null,
		parent: null,
		root: null,
		// The thread's own brake has judged; the one for comments looks at nothing that came before.
		parent_hidden: null,
		parent_deleted: null,
		joined: starting.joined,
		last_id: Number.MAX_SAFE_INTEGER,
		last: null,
		today: 0,
		repeated: false,
	};
	const data: ThreadStarted = { thread: id, category, author: member };
	ctx.record({ name: threadStarted, about: aboutThread(place, member), data: { ...data } });
	const opening = await insertComment(ctx, place, { thread: id, parent: null, author: member, posted: when }, rendered);
	await ctx.db.updateTable('community.thread').set({ path, opening: opening.id }).where('id', '=', id).execute();
	return { id, path, comment: opening.id };
});

/** The category and how fast this member started threads lately; takes the member's turn, then looks. */
async function loadStarting(ctx: Ctx, category: number, member: number, title: string): Promise<Starting | undefined> {
	await sql`select pg_advisory_xact_lock(hashtextextended(${`thread ${member}`}::text, 500))`.execute(ctx.db);
	const { rows } = await sql<Starting>`
		select c.slug, c.started_by, m.joined, recent.*
		from community.category c
		left join membership.member m on m.id = ${member}::bigint
		left join lateral (
			select max(t.opened) as last,
				(count(*) filter (where t.opened > ${new Date(ctx.now.getTime() - 86_400_000)}::timestamptz and t.opened <= ${ctx.now}::timestamptz))::int as today,
				coalesce(bool_or(t.title = ${title}::text and t.opened > ${new Date(ctx.now.getTime() - repeatedWithin)}::timestamptz and t.opened <= ${ctx.now}::timestamptz), false) as repeated
			from (select title, opened from community.thread where author = ${member}::bigint order by id desc limit ${paceDepth}::int) t
		) recent on true
		where c.id = ${category}::bigint`.execute(ctx.db);
	return rows[0];
}
