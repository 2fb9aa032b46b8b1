import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { staff, type Actor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { commentPosted, commentWithheld, type CommentPosted } from '#community/events.ts';
import { keepUses } from '#media/server/index.ts';
import { commentThing, pictureIds } from '#community/pictured.ts';
import { mayAnswerTo, mayModerate, type ThreadState } from '#community/policy.ts';
import { objectToContents, objectToHaste, objectToPace, paceDepth, paceFor, repeatedWithin } from '#community/rules.ts';
import { refuseSilenced } from '#membership/silenced.ts';
import { checkRating, noRating, type Rating } from '#community/server/rating.ts';
import { refuse } from '#platform/objection.ts';
import { authorizeComment, refuseState } from '#community/server/refuse.ts';
import { noteGroupCalls } from '#community/server/note-group-calls.ts';
import type { RenderedComment } from '#community/server/render-comment.ts';
import { categoryThing, commentWorkPath, threadThing } from '#community/thread.ts';
import { accessColumns } from '#community/server/access.ts';

/** What is to be said, where and in whose name. */
export interface NewComment {
	thread: number;
	parent: number | null;
	/** Null: somebody on a network. */
	author: number | null;
	posted: Date;
	/** Without the author's name; where the category lets. */
	nameless?: boolean;
	/** What it gives. */
	rating?: Rating;
	origin?: { network: string; author: string; url: string | null; id: string } | undefined;
}

/** The thread, what is answered and how fast the author was lately: all that decides whether a comment may be written. */
export interface Place {
	id: number;
	path: string;
	kind: string;
	/** The author's own comment here that gives stars. */
	rated: number | null;
	subject: string | null;
	category: number | null;
	closed: Date | null;
	hidden: Date | null;
	withdrawn: Date | null;
	barred: boolean;
	quiet: boolean;
	/** Its category lets members speak without their name. */
	anonymous: boolean;
	parent: number | null;
	root: number | null;
	parent_hidden: Date | null;
	parent_deleted: Date | null;
	joined: Date | null;
	/** How far the author is trusted, as it was written down last. */
	level: number;
	/** Until when the author may not speak. */
	silenced: Date | null;
	/** The author's newest comment that was seen: what came after it came meanwhile. */
	last_id: number | null;
	last: Date | null;
	today: number;
	repeated: boolean;
	/** Seconds between two comments of one member here; and when the author spoke here last, where that matters. */
	slow_seconds: number;
	last_here: Date | null;
}

const milliseconds = (now: Date, back: number): Date => new Date(now.getTime() - back);

/** True for those whom no brake holds up: who works here, and what the product does itself. */
const unbraked = (actor: Actor): boolean => staff(actor);

/**
 * Reads, in one statement, all that decides; and takes the author's turn, so that two comments sent at once are judged
 * one after the other. (The lock comes after the reading: `insertComment` looks again.) Staff wait for the same words only.
 * The author's times are read out of the index `comment_by_author`; words are compared only where they are a minute old.
 */
export async function loadPlace(
	ctx: Ctx,
	{ thread, parent, author }: NewComment,
	text: string,
): Promise<Place | undefined> {
	const turn =
		author === null
			? null
			: unbraked(ctx.actor)
				? `${author} ${createHash('sha1').update(text).digest('base64')}`
				: String(author);
	const { rows } = await sql<Place>`
		select t.id, t.path, t.kind, t.subject, t.category, t.closed, t.hidden, t.withdrawn, t.slow_seconds, ${accessColumns(ctx.actor, 't')},
			exists (select from community.category k where k.id = t.category and k.anonymous is not null) as anonymous,
			case when t.kind = 'review' then (
				select c.id from community.comment c where c.thread = t.id and c.author = ${author}::bigint and c.stars is not null
			) end as rated,
			case when t.slow_seconds > 0 then (
				select max(c.posted) from community.comment c where c.thread = t.id and c.author = ${author}::bigint
			) end as last_here,
			p.id as parent, coalesce(p.root, p.id) as root, p.hidden as parent_hidden, p.deleted as parent_deleted,
			m.joined, coalesce(trust.level, 0) as level, m.silenced_until as silenced, recent.*, pg_advisory_xact_lock(hashtextextended(${turn}::text, 500)) as turn
		from community.thread t
		left join community.comment p on p.thread = t.id and p.id = ${parent}::bigint
		left join membership.member m on m.id = ${author}::bigint
		left join community.trust on trust.member = ${author}::bigint
		left join lateral (
			select max(c.id) as last_id, max(c.posted) as last,
				(count(*) filter (where c.posted > ${milliseconds(ctx.now, 86_400_000)}::timestamptz and c.posted <= ${ctx.now}::timestamptz))::int as today,
				coalesce(bool_or(
					c.posted > ${milliseconds(ctx.now, repeatedWithin)}::timestamptz and c.posted <= ${ctx.now}::timestamptz
					and exists (select from community.comment same where same.id = c.id and same.body_text = ${text}::text)
				), false) as repeated
			from (
				select id, posted from community.comment where author = ${author}::bigint order by id desc limit ${sql.lit(paceDepth)}
			) c
		) recent on true
		where t.id = ${thread}::bigint`.execute(ctx.db);
	return rows[0];
}

/** Refuses what the thread, the answered comment, the author's pace or the contents forbid. */
export function checkPlace(
	ctx: Ctx,
	place: Place | undefined,
	comment: NewComment,
	rendered: RenderedComment,
): asserts place is Place {
	authorizeComment(ctx.actor, place);
	if (comment.origin && place.closed) throw new Problem('thread.closed', 409);
	checkParent(place, comment.parent);
	checkRating(ctx, place, comment.rating ?? noRating);
	if (comment.nameless && !place.anonymous) throw new Problem('comment.not-nameless', 409);
	// An import does not take back what was said; somebody on a network is not hurried by our clock.
	if (ctx.actor.kind === 'system') return;
	if (!place.joined) throw new Problem('session.required', 401);
	refuseSilenced(place.silenced, ctx.now);
	if (place.repeated) throw new Problem('comment.repeated', 409);
	if (unbraked(ctx.actor)) return;
	refuse(objectToPace({ joined: place.joined, last: place.last, today: place.today, repeated: false }, ctx.now));
	refuse(objectToHaste(place.slow_seconds, place.last_here, ctx.now));
	refuse(
		objectToContents(rendered.body, { joined: place.joined, level: place.level }, ctx.now, new URL(ctx.site.url).host),
	);
}

/** Throws Problem `comment.not-found` or `comment.parent-gone` unless this comment of the thread may be answered. */
export function checkParent(place: Place, parent: number | null): void {
	if (parent === null) return;
	if (place.parent === null) throw notFound('comment');
	const state = {
		author: null,
		posted: new Date(0),
		hidden: place.parent_hidden,
		deleted: place.parent_deleted,
		origin_network: null,
	};
	if (!mayAnswerTo(state)) throw new Problem('comment.parent-gone', 409);
}

/**
 * Writes the comment and counts it, in one statement that looks once more: the thread must still be open, and the author
 * must not have written meanwhile. Records `comment.posted`; of what waits for a person, `comment.withheld`: it is hidden and not
 * counted.
 */
export async function insertComment(
	ctx: Ctx,
	place: Place,
	comment: NewComment,
	rendered: RenderedComment,
	waits: readonly string[] = [],
): Promise<{ id: number; thread: number; path: string }> {
	const { author, posted, origin, rating = noRating } = comment;
	// Whoever speaks elsewhere has no more rights here than a member.
	const evenClosed = !origin && mayModerate(ctx.actor);
	const imported = ctx.actor.kind === 'system';
	const held = waits.length ? posted : null;
	const { rows } = await sql<{ id: number }>`
		with counted as (
			update community.thread set comment_count = comment_count + ${held ? 0 : 1}::int,
				last_commented = case when ${held !== null}::boolean then last_commented else greatest(last_commented, ${posted}::timestamptz) end
			where id = ${place.id}::bigint and hidden is null and withdrawn is null and (closed is null or ${evenClosed}::boolean)
			returning id
		)
		insert into community.comment (
			thread, parent, root, author, body, body_html, body_text, posted, origin_network, origin_author, origin_url, origin_id, hidden, held, nameless,
			stars, disclosed
		)
		select counted.id, ${place.parent}::bigint, ${place.root}::bigint, ${author}::bigint, ${JSON.stringify(rendered.body)}::text::jsonb,
			${rendered.body_html}::text, ${rendered.body_text}::text, ${posted}::timestamptz,
			${origin?.network ?? null}::text, ${origin?.author ?? null}::text, ${origin?.url ?? null}::text, ${origin?.id ?? null}::text,
			${held}::timestamptz, ${held}::timestamptz, ${comment.nameless ? posted : null}::timestamptz,
			${rating.stars}::smallint, ${rating.disclosed}::text
		from counted
		where ${imported}::boolean or not exists (
			select from community.comment meanwhile
			where meanwhile.author = ${author}::bigint and meanwhile.id > ${place.last_id ?? 0}::bigint
				and (${!unbraked(ctx.actor)}::boolean or meanwhile.body_text = ${rendered.body_text}::text)
		)
		returning id`
		.execute(ctx.db)
		.catch((error: unknown) => {
			const { code, constraint_name: rule } = error as { code?: string; constraint_name?: string };
			// What is answered went into another thread meanwhile (foreign_key_violation).
			if (code === '23503') throw new Problem('comment.parent-gone', 409);
			throw rule === 'comment_rates_once' ? new Problem('rating.given', 409) : error;
		});
	const id = rows[0]?.id;
	if (id === undefined) throw await explainRefusal(ctx, place, author, rendered.body_text);
	const pictures = pictureIds(rendered.body);
	if (pictures.length) await keepUses(ctx, { thing: commentThing(id), pictures });
	await noteGroupCalls(
		ctx,
		{ id, author, known: place.joined && { joined: place.joined, level: place.level } },
		rendered.body,
	);
	const data: CommentPosted = {
		thread: place.id,
		comment: id,
		subject: place.subject,
		author,
		origin: origin?.network ?? null,
		parent: place.parent,
	};
	if (held) {
		ctx.record({ name: commentWithheld, about: `member:${author}`, data: { ...data, waits } });
		return { id, thread: place.id, path: commentWorkPath(id) };
	}
	ctx.record({ name: commentPosted, about: aboutThread(place, author), data: { ...data } });
	return { id, thread: place.id, path: `${place.path}#comment-${id}` };
}

/** Everything that shows a thread: its page, the page it hangs under, its category, the lists. */
export const aboutThread = (
	thread: { id: number; subject: string | null; category: number | null },
	author: number | null = null,
): string[] => [
	threadThing(thread.id),
	...(thread.subject ? [thread.subject] : []),
	...(thread.category ? [categoryThing(thread.category)] : []),
	'threads',
	...(author ? [`member:${author}`] : []),
];

/** What happened between reading and writing. */
async function explainRefusal(ctx: Ctx, place: Place, author: number | null, text: string): Promise<Problem> {
	const { rows } = await sql<ThreadState & { repeated: boolean }>`
		select ${accessColumns(ctx.actor, 'thread')}, closed, hidden, withdrawn, exists (
			select from community.comment
			where author = ${author}::bigint and id > ${place.last_id ?? 0}::bigint and body_text = ${text}::text
		) as repeated
		from community.thread where id = ${place.id}::bigint`.execute(ctx.db);
	const [now] = rows;
	if (!now) return notFound('thread');
	refuseState(ctx.actor, now);
	if (now.repeated) return new Problem('comment.repeated', 409);
	return new Problem('comment.too-fast', 429, { seconds: paceFor(place.joined ?? ctx.now, ctx.now).seconds });
}
