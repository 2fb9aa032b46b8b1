import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayOrderThread } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { peekThread } from '#community/server/load-thread.ts';

/** Comments on a page. */
const size = 100;
/** Characters of each that are shown. */
const shown = 140;

/** A thread's comments in the order of time, to choose from those that go into a new thread. Throws Problem `thread.not-found`. */
export const listSplittable = query(
	z.object({ thread: idField, after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0) }),
	async (ctx, { thread: id, after }) => {
		const thread = await peekThread(ctx, id);
		authorize(ctx.actor, 'thread.order', mayOrderThread, null);
		const rows = await ctx.db
			.selectFrom('community.comment as comment')
			.leftJoin('membership.member as member', 'member.id', 'comment.author')
			.select(['comment.id', 'comment.root', 'comment.body_text as text', 'comment.posted', 'comment.origin_author'])
			.select('member.name')
			.where('comment.thread', '=', id)
			.where('comment.id', '>', after)
			.where('comment.id', '<>', thread.opening ?? 0)
			.where('comment.stars', 'is', null)
			.where('comment.hidden', 'is', null)
			.where('comment.deleted', 'is', null)
			.orderBy('comment.id')
			.limit(size + 1)
			.execute();
		const items = rows.slice(0, size).map(({ id: comment, root, text, posted, name, origin_author }) => ({
			id: comment,
			/** It answers another one, and goes along with it. */
			reply: root !== null,
			text: [...text].slice(0, shown).join(''),
			posted,
			name: name ?? origin_author,
		}));
		const { title, path, category } = thread;
		return {
			thread: { id, title, path, category },
			items,
			next: rows.length > size ? (items.at(-1)?.id ?? null) : null,
		};
	},
);
