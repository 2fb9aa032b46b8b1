import { z } from 'zod';
import { authorize, staff } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { oneLine } from '#platform/language/one-line.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { threadStarted, type ThreadStarted } from '#community/events.ts';
import { mayAnnounce, mayModerate, mayStart } from '#community/policy.ts';
import { houseKinds, threadKinds } from '#community/kind.ts';
import { longestTitle, objectToContents, objectToThreads, shortest } from '#community/rules.ts';
import { askReview } from '#community/server/ask-review.ts';
import { idField, namelessField, writer } from '#community/server/commands/post-comment.ts';
import { aboutThread, insertComment, type Place } from '#community/server/insert-comment.ts';
import { layOut, NewPoll } from '#community/server/lay-out-kind.ts';
import { loadStarting } from '#community/server/load-starting.ts';
import { refuseSilenced } from '#membership/silenced.ts';
import { refuse } from '#platform/objection.ts';
import { bodyField, readBody, renderComment } from '#community/server/render-comment.ts';
import { settleTags } from '#community/server/settle-tags.ts';
import { tagsField } from '#community/tag.ts';
import { threadPath, threadSlug } from '#community/thread.ts';

/** A title of one line without signs that cannot be seen or that turn the reading direction. */
export const titleField = z
	.string()
	.transform(oneLine)
	.pipe(
		z
			.string()
			.min(1, 'missing')
			.refine((title) => [...title].length >= shortest.title, 'too-short')
			.refine((title) => [...title].length <= longestTitle, 'too-long'),
	);

export const StartThread = z.object({
	category: idField,
	/** What it is for; default: what the category offers first. */
	kind: z.enum(threadKinds).optional(),
	title: titleField,
	/** What it is about. */
	tags: tagsField.default([]),
	/** The opening: a document of the editor, or `{ text }`. */
	body: bodyField,
	/** Without one's name, where the category lets. */
	nameless: namelessField,
	/** Of a poll. */
	poll: NewPoll.nullish(),
	/** Who starts it and when; believed only of the system (an import, a sample brand). */
	author: idField.optional(),
	posted: z.date().optional(),
});

/**
 * Starts a thread in the forum with its opening. Throws Problem `category.not-found`, `thread.too-fast`, `thread.too-many`,
 * `thread.kind-not-offered`, `poll.missing`, `poll.closes-past`, `tag.unknown` and what posting a comment throws.
 */
export const startThread = command(
	StartThread,
	async (ctx, { category, title, tags: typed, body, poll, nameless, author, posted, ...more }) => {
		const member = writer(ctx.actor, author);
		const when = ctx.actor.kind === 'system' && posted ? posted : ctx.now;
		const rendered = await renderComment(ctx, readBody(body));
		const starting = await loadStarting(ctx, category, member, title);
		if (!starting || (starting.barred && !mayModerate(ctx.actor))) throw notFound('category');
		authorize(ctx.actor, 'thread.start', mayStart, starting);
		const kind =
			more.kind ?? starting.kinds.find((one) => !houseKinds.includes(one) || mayAnnounce(ctx.actor)) ?? 'discussion';
		if (houseKinds.includes(kind)) authorize(ctx.actor, 'thread.start', mayAnnounce, null);
		if (!starting.kinds.includes(kind)) throw new Problem('thread.kind-not-offered', 409);
		if (nameless && !starting.anonymous) throw new Problem('comment.not-nameless', 409);
		if (!starting.joined) throw new Problem('session.required', 401);
		if (ctx.actor.kind !== 'system') refuseSilenced(starting.silenced, ctx.now);
		if (starting.repeated && ctx.actor.kind !== 'system') throw new Problem('thread.repeated', 409);
		if (!staff(ctx.actor)) {
			refuse(objectToThreads({ joined: starting.joined, last: starting.last, today: starting.today }, ctx.now));
			refuse(
				objectToContents(
					rendered.body,
					{ joined: starting.joined, level: starting.level },
					ctx.now,
					new URL(ctx.site.url).host,
				),
			);
		}
		const slug = threadSlug(title);
		const known = { joined: starting.joined, level: starting.level };
		const tags = await settleTags(ctx, typed, known);
		const { id } = await ctx.db
			.insertInto('community.thread')
			.values({
				...{ category, kind, title, tags, slug, path: '', author: member, opened: when },
				nameless: nameless ? when : null,
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		await layOut(ctx, { id, kind, poll: poll ?? null });
		const path = threadPath(starting.slug, id, slug);
		const place: Place = {
			id,
			path,
			kind,
			rated: null,
			category,
			subject: null,
			closed: null,
			hidden: null,
			withdrawn: null,
			barred: false,
			quiet: false,
			anonymous: starting.anonymous,
			parent: null,
			root: null,
			// The thread's own brake has judged; the one for comments looks at nothing that came before.
			parent_hidden: null,
			parent_deleted: null,
			joined: starting.joined,
			level: starting.level,
			silenced: starting.silenced,
			last_id: Number.MAX_SAFE_INTEGER,
			last: null,
			today: 0,
			repeated: false,
			slow_seconds: 0,
			last_here: null,
		};
		const data: ThreadStarted = { thread: id, category, author: member };
		const waits = await askReview(
			ctx,
			{ author: member, known, title: [title, ...tags, ...(kind === 'poll' ? (poll?.choices ?? []) : [])].join('\n') },
			rendered,
		);
		if (!waits.length) ctx.record({ name: threadStarted, about: aboutThread(place, member), data: { ...data } });
		const opening = await insertComment(
			ctx,
			place,
			{ thread: id, parent: null, author: member, posted: when, nameless },
			rendered,
			waits,
		);
		// A thread whose opening waits is seen by nobody before that is decided.
		const hidden = waits.length ? when : null;
		await ctx.db
			.updateTable('community.thread')
			.set({ path, opening: opening.id, hidden })
			.where('id', '=', id)
			.execute();
		return { id, path: hidden ? opening.path : path, comment: opening.id };
	},
);
