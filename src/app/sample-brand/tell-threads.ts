import { createCategory, postComment, startThread } from '#community/server/index.ts';
import { findArticle } from '#content/server/index.ts';
import { articleThreads, categories, forumThreads, type SampleComment } from '#app/sample-brand/content/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

/** Rooms of the forum, what was said in them and what was said under the articles. */
export function tellThreads({ when }: Story): Deed[] {
	const say = (
		thread: string,
		comments: readonly SampleComment[],
		idOf: (ctx: Ctx, story: Story) => Promise<number>,
	): Deed[] =>
		comments.map((comment, number) => ({
			key: keyOf(thread, comment.key ?? String(number)),
			time: when(comment.at),
			by: comment.by,
			once: async (ctx, story) =>
				(
					await postComment(ctx, {
						thread: await idOf(ctx, story),
						body: { text: comment.text },
						...(comment.to ? { parent: story.id(keyOf(thread, comment.to)) } : {}),
					})
				).id,
		}));
	return [
		...categories.map((category, place): Deed => ({
			key: `category:${category.key}`,
			// Before the brand is set up, which would otherwise make a first room of its own.
			time: when([-90, 8, 1 + place]),
			once: async (ctx) =>
				(
					await createCategory(ctx, {
						slug: category.slug,
						name: category.name,
						description: category.text,
						startedBy: category.staffOnly ? 'staff' : 'members',
						position: place + 1,
					})
				).id,
		})),
		...articleThreads.flatMap(({ article, comments }) =>
			say(
				`article-${article}`,
				comments,
				async (ctx, story) => (await findArticle(ctx, { id: story.id(`article:${article}`) }))?.thread ?? 0,
			),
		),
		...forumThreads.flatMap((thread): Deed[] => [
			{
				key: `thread:${thread.key}`,
				time: when(thread.at),
				by: thread.by,
				once: async (ctx, story) =>
					(
						await startThread(ctx, {
							category: story.id(`category:${thread.category}`),
							title: thread.title,
							body: { text: thread.text },
						})
					).id,
			},
			...say(thread.key, thread.comments, (_, story) => Promise.resolve(story.id(`thread:${thread.key}`))),
		]),
	];
}

const keyOf = (thread: string, comment: string): string => `comment:${thread}/${comment}`;
