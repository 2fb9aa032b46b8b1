import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { threadLevels, type ThreadLevel } from '#community/following.ts';
import { mayFollow } from '#community/policy.ts';
import { openCategory, openTalk } from '#community/server/access.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { tagInUse } from '#community/server/tag-in-use.ts';
import { tagPath } from '#community/tag.ts';
import { categoryPath } from '#community/thread.ts';

/** Threads on a page. */
const size = 30;

/** Something that a member chose how closely to follow. */
export interface Followed {
	id: number;
	title: string;
	path: string;
	level: ThreadLevel;
}

/** A tag is its name. */
export type FollowedTag = Omit<Followed, 'id'>;

/**
 * What whoever asks follows so closely, or does not want to see: categories and tags, on the first page, and threads, the newest of them first; as far as
 * they may be read now. `before` is `next` of the page before.
 */
export const listFollowed = query(
	z.object({ level: z.enum(threadLevels), before: idField.optional() }),
	async (
		ctx,
		{ level, before },
	): Promise<{ categories: Followed[]; tags: FollowedTag[]; threads: Followed[]; next: number | null }> => {
		authorize(ctx.actor, 'thread.follow', mayFollow, null);
		const member = memberOf(ctx.actor) ?? 0;
		const found = ctx.db
			.selectFrom('community.reading as reading')
			.innerJoin('community.thread as thread', 'thread.id', 'reading.thread')
			.select(['thread.id', 'thread.title', 'thread.path'])
			.where('reading.member', '=', member)
			.where('reading.level', '=', level)
			.where('thread.hidden', 'is', null)
			.where('thread.withdrawn', 'is', null)
			.where(openTalk(ctx.actor))
			.orderBy('reading.thread', 'desc')
			.limit(size + 1);
		const [rows, categories, tags] = await Promise.all([
			(before ? found.where('reading.thread', '<', before) : found).execute(),
			before
				? []
				: ctx.db
						.selectFrom('community.following as following')
						.innerJoin('community.category as category', 'category.id', 'following.category')
						.select(['category.id', 'category.name', 'category.slug'])
						.where('following.member', '=', member)
						.where('following.level', '=', level)
						.where(openCategory(ctx.actor, 'category.id'))
						.orderBy('category.position')
						.orderBy('category.id')
						.execute(),
			before
				? []
				: ctx.db
						.selectFrom('community.tag_following as following')
						.select('following.tag')
						.where('following.member', '=', member)
						.where('following.level', '=', level)
						.where(tagInUse(ctx, sql.ref('following.tag')))
						.orderBy('following.tag')
						.execute(),
		]);
		const threads = rows.slice(0, size);
		return {
			categories: categories.map(({ id, name, slug }) => ({ id, title: name, path: categoryPath(slug), level })),
			tags: tags.map(({ tag }) => ({ title: tag, path: tagPath(tag), level })),
			threads: threads.map((thread) => ({ ...thread, level })),
			next: rows.length > size ? (threads.at(-1)?.id ?? null) : null,
		};
	},
);
