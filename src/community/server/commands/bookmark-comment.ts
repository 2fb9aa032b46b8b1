import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { oneLine } from '#platform/language/one-line.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { furthestReminder } from '#community/bookmark.ts';
import { mayFollow, mayReadThread } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { accessParts } from '#community/server/access.ts';

/** Bookmarks of one member. */
const most = 2_000;

export const BookmarkComment = z.object({
	comment: idField,
	/** Why: only its member reads it. */
	note: z
		.string()
		.max(2_000, 'too-long')
		.transform(oneLine)
		.refine((note) => [...note].length <= 200, 'too-long')
		.default(''),
	/** In how many hours to remind; empty: never; `as-set`: when it was said before. */
	hours: z
		.preprocess(
			(value) => (value === '' || value === undefined ? null : value),
			z.literal('as-set').or(
				z.coerce
					.number()
					.positive('wrong')
					.max(furthestReminder * 24, 'wrong')
					.nullable(),
			),
		)
		.default(null),
});

/**
 * Keeps a comment to be found again, and says when to remind of it; again: with another note and another time. It is no
 * fact: what somebody keeps is nobody's business. Safe to run twice. Throws Problem `comment.not-found`,
 * `bookmark.too-many`.
 */
export const bookmarkComment = command(BookmarkComment, async (ctx, { comment, note, hours }) => {
	const said = await ctx.db
		.selectFrom('community.comment as comment')
		.innerJoin('community.thread as thread', 'thread.id', 'comment.thread')
		.select(['comment.hidden', 'comment.deleted', 'thread.closed', 'thread.hidden as gone', 'thread.withdrawn'])
		.select(accessParts(ctx.actor))
		.where('comment.id', '=', comment)
		.executeTakeFirst();
	const readable = said && !said.hidden && !said.deleted && mayReadThread(ctx.actor, { ...said, hidden: said.gone });
	if (!readable) throw notFound('comment');
	authorize(ctx.actor, 'thread.follow', mayFollow, null);
	const member = memberOf(ctx.actor) ?? 0;
	const { count } = await ctx.db
		.selectFrom('community.bookmark')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('member', '=', member)
		.where('comment', '<>', comment)
		.executeTakeFirstOrThrow();
	if (count >= most) throw new Problem('bookmark.too-many', 409, { most });
	const remind = typeof hours === 'number' ? new Date(ctx.now.getTime() + hours * 3_600_000) : null;
	const changed = hours === 'as-set' ? { note } : { note, remind };
	return ctx.db
		.insertInto('community.bookmark')
		.values({ member, comment, note, made: ctx.now, remind })
		.onConflict((conflict) => conflict.columns(['member', 'comment']).doUpdateSet(changed))
		.returning(['comment', 'remind'])
		.executeTakeFirstOrThrow();
});

/** Lets a bookmark go. Safe to run twice. */
export const removeBookmark = command(z.object({ comment: idField }), async (ctx, { comment }) => {
	authorize(ctx.actor, 'thread.follow', mayFollow, null);
	await ctx.db
		.deleteFrom('community.bookmark')
		.where('member', '=', memberOf(ctx.actor) ?? 0)
		.where('comment', '=', comment)
		.execute();
	return { comment };
});
