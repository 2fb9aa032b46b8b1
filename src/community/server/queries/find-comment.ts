import { sql } from 'kysely';
import { z } from 'zod';
import { memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Document } from '#platform/document/schema.ts';
import { toMarkdown } from '#platform/document/to-markdown.ts';
import { notFound } from '#platform/problem.ts';
import {
	mayAcceptAnswer,
	mayAnswerTo,
	mayDelete,
	mayEdit,
	mayHide,
	mayModerate,
	mayOrderThread,
	mayRate,
	mayReact,
	mayReadThread,
	mayReadVersions,
	mayShare,
} from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { offeredSigns } from '#community/server/queries/find-thread.ts';
import { keptBy } from '#community/server/load-thread.ts';
import type { Disclosure, Stars } from '#community/stars.ts';
import { accessParts } from '#community/server/access.ts';
import { sharing } from '#community/server/sharing.ts';

const One = z.object({ id: idField });

/** A comment by itself, with what the actor may do with it. Throws Problem `comment.not-found`. */
export const findComment = query(One, async (ctx, { id }) => {
	const row = await ctx.db
		.selectFrom('community.comment as comment')
		.innerJoin('community.thread as thread', 'thread.id', 'comment.thread')
		.leftJoin('membership.member as member', 'member.id', 'comment.author')
		.select([
			'comment.id',
			'comment.thread',
			'comment.root',
			'comment.author',
			'comment.body_html as html',
			'comment.body',
			'comment.body_text as text',
			'comment.posted',
			'comment.edited',
			'comment.hidden',
			'comment.held',
			'comment.edits',
			'comment.deleted',
			'comment.origin_network',
			'comment.origin_author',
			'comment.nameless',
			'comment.parent',
			'comment.stars',
			'comment.disclosed',
			'member.name',
			'thread.title',
			'thread.path',
			'thread.closed',
			'thread.hidden as thread_hidden',
			'thread.withdrawn',
			'thread.opening',
			'thread.kind',
		])
		.select([offeredSigns, keptBy.as('asker'), ...sharing, ...accessParts(ctx.actor)])
		.select(
			sql<number | null>`(select t.level from community.trust t where t.member = ${memberOf(ctx.actor)}::bigint)`.as(
				'level',
			),
		)
		.where('comment.id', '=', id)
		.executeTakeFirst();
	if (!row) throw notFound('comment');
	const said = { ...row, level: row.level ?? 0 };
	const state = {
		closed: row.closed,
		hidden: row.thread_hidden,
		withdrawn: row.withdrawn,
		barred: row.barred,
		quiet: row.quiet,
	};
	const own = ctx.actor.kind === 'member' && ctx.actor.member === row.author;
	const moderator = mayModerate(ctx.actor);
	const named = row.nameless === null || moderator || own;
	const open = !row.hidden && !row.deleted && mayReadThread(ctx.actor, state);
	if (!open && !moderator && !(own && !row.deleted)) throw notFound('comment');
	return {
		id: row.id,
		html: row.html,
		text: row.text,
		/** For a textarea: nothing that the document knows is lost. */
		markdown: toMarkdown(row.body as Document),
		posted: row.posted,
		edited: row.edited,
		edits: row.edits,
		hidden: row.hidden,
		held: row.held,
		deleted: row.deleted,
		author: named ? (row.name ?? row.origin_author) : null,
		/** Null: somebody on a network, who has left, or who did not want to be named. */
		author_id: named ? row.author : null,
		/** Its author did not want to be named; moderators see who it is. */
		nameless: row.nameless !== null,
		thread: { id: row.thread, title: row.title, path: row.path, closed: row.closed, opening: row.opening },
		/** What it gives; null: none. */
		given:
			row.stars === null || row.deleted ? null : { stars: row.stars as Stars, disclosed: row.disclosed as Disclosure },
		signs: row.signs,
		/** Everybody who may comment writes on it. */
		shared: row.shared,
		may: {
			share: mayShare(ctx.actor, said, state, ctx.now),
			react: mayAnswerTo(said) && mayReact(ctx.actor, state),
			edit: mayEdit(ctx.actor, said, state, ctx.now),
			/** Its author may say how many stars, and change that. */
			rate: own && row.kind === 'review' && row.parent === null && !row.shared && mayRate(ctx.actor),
			versions: row.edits > 0 && mayReadVersions(ctx.actor, said),
			delete: mayDelete(ctx.actor, said),
			hide: mayHide(ctx.actor, said),
			close: moderator,
			split: mayOrderThread(ctx.actor) && row.opening !== row.id && mayAnswerTo(said),
			accept:
				row.kind === 'question' &&
				row.opening !== row.id &&
				mayAnswerTo(said) &&
				mayAcceptAnswer(ctx.actor, { ...state, author: row.asker }),
		},
	};
});
