import { z } from 'zod';
import { threadLevels } from '#community/following.ts';
import {
	followCategory,
	followTag,
	followThread,
	listFollowed,
	type Followed,
	type FollowedTag,
} from '#community/server/index.ts';
import { tagging } from '#community/tag.ts';
import { listOf, page } from '#web/api/common-shapes.ts';
import { readCursor, writeCursor } from '#web/api/cursor.ts';
import { endpoint } from '#web/api/endpoint.ts';

const id = z.number().int().positive();
const level = z.enum(threadLevels);
const followed = z.object({
	kind: z.enum(['category', 'tag', 'thread']),
	/** Of a tag null: it is its name. */
	id: z.number().nullable(),
	name: z.string(),
	url: z.string(),
	level,
});

/** How closely the member whose token it is follows threads, categories and tags. */
export const followingEndpoints = [
	endpoint({
		method: 'GET',
		path: '/following',
		scope: 'thread.follow',
		summary: 'What you follow so closely, or mute: categories and tags first, then threads, the newest of them first',
		query: page.omit({ limit: true }).extend({ level: level.default('watch') }),
		answer: listOf(followed),
		async run(ctx, { query: { cursor, level: asked } }) {
			const found = await listFollowed(ctx, { level: asked, before: readCursor(ctx, cursor, 'number') });
			const shape =
				(kind: z.output<typeof followed>['kind']) =>
				({ id: key, title, path, level: said }: Partial<Pick<Followed, 'id'>> & FollowedTag) => ({
					kind,
					id: key ?? null,
					name: title,
					url: ctx.site.url + path,
					level: said,
				});
			return {
				items: [
					...found.categories.map(shape('category')),
					...found.tags.map(shape('tag')),
					...found.threads.map(shape('thread')),
				],
				next: writeCursor(ctx, found.next),
			};
		},
	}),
	endpoint({
		method: 'POST',
		path: '/following',
		scope: 'thread.follow',
		summary: 'Say how closely you follow a thread, a category or a tag: one of the three',
		body: z
			.strictObject({
				thread: id.optional(),
				category: id.optional(),
				tag: z.string().max(tagging.longest).optional(),
				level,
			})
			.refine((one) => Number('thread' in one) + Number('category' in one) + Number('tag' in one) === 1, 'wrong'),
		answer: z.object({ level }),
		status: 200,
		async run(ctx, { body: { thread, category, tag, level: said } }) {
			if (thread !== undefined) await followThread(ctx, { thread, level: said });
			if (category !== undefined) await followCategory(ctx, { category, level: said });
			if (tag !== undefined) await followTag(ctx, { tag, level: said });
			return { level: said };
		},
	}),
];
