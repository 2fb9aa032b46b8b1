import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Bookmark } from '#community/bookmark.ts';
import { mayFollow } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { openTalk } from '#community/server/access.ts';
import { starsSaid } from '#community/server/stars-said.ts';

/** Bookmarks on a page, and characters of each comment. */
const size = 30;
const shown = 200;

/** Bookmarks of whoever asks, as far as what they lead to can still be read. */
const bookmarks = (ctx: Ctx) =>
	ctx.db
		.selectFrom('community.bookmark as bookmark')
		.innerJoin('community.comment as comment', 'comment.id', 'bookmark.comment')
		.innerJoin('community.thread as thread', 'thread.id', 'comment.thread')
		.leftJoin('membership.member as author', (join) =>
			join.onRef('author.id', '=', 'comment.author').on('comment.nameless', 'is', null),
		)
		.select(['bookmark.id', 'bookmark.comment', 'bookmark.note', 'bookmark.made', 'bookmark.remind'])
		.select(['comment.origin_author', 'author.name', 'thread.title'])
		.select(sql<string>`concat(${starsSaid('comment')}, comment.body_text)`.as('text'))
		.where('bookmark.member', '=', memberOf(ctx.actor) ?? 0)
		.where('comment.hidden', 'is', null)
		.where('comment.deleted', 'is', null)
		.where('thread.hidden', 'is', null)
		.where('thread.withdrawn', 'is', null)
		.where(openTalk(ctx.actor));

/** What whoever asks wants to find again, the newest first. */
export const listBookmarks = query(
	z.object({ before: idField.optional() }),
	async (ctx, { before }): Promise<{ items: Bookmark[]; next: number | null }> => {
		authorize(ctx.actor, 'thread.follow', mayFollow, null);
		const found = bookmarks(ctx)
			.orderBy('bookmark.id', 'desc')
			.limit(size + 1);
		const rows = await (before ? found.where('bookmark.id', '<', before) : found).execute();
		const items = rows.slice(0, size).map(({ origin_author, name, text, ...row }) => ({
			...row,
			name: name ?? origin_author,
			text: [...text].slice(0, shown).join(''),
		}));
		return { items, next: rows.length > size ? (items.at(-1)?.id ?? null) : null };
	},
);

/** The bookmark that whoever asks has of one comment, or null. */
export const findBookmark = query(z.object({ comment: idField }), async (ctx, { comment }) => {
	const row = await bookmarks(ctx).where('bookmark.comment', '=', comment).executeTakeFirst();
	return row ? { note: row.note, remind: row.remind } : null;
});
