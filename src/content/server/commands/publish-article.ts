import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { openThread, withdrawThread } from '#community/server/index.ts';
import { articlePath, articleThing } from '#content/article.ts';
import { articleChanged, articlePublished, articleUnpublished } from '#content/events.ts';
import { mayPublish } from '#content/policy.ts';
import { markPublished } from '#content/server/keep-revision.ts';

export const PublishArticle = z.object({
	id: z.coerce.number().int().positive(),
	/** When: absent or past is now, a future time schedules. */
	at: z.coerce.date().optional(),
});

/** Publishes an article, now or later; its conversation opens with it. Safe to run twice. */
export const publishArticle = command(PublishArticle, async (ctx, { id, at }) => {
	const article = await ctx.db
		.selectFrom('content.article')
		.select(['id', 'author', 'slug', 'title', 'published', 'body_text', 'thread'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!article) throw notFound('article');
	authorize(ctx.actor, 'article.publish', mayPublish, article);
	if (!article.body_text.trim()) throw new Problem('article.empty', 422);
	const path = articlePath(article.slug);

	if (at && at > ctx.now) {
		await ctx.db.updateTable('content.article').set({ scheduled: at, changed: ctx.now }).where('id', '=', id).execute();
		ctx.record({ name: articleChanged, about: articleThing(id), data: { article: id, scheduled: at.toISOString() } });
		return { id, slug: article.slug, path, published: null };
	}
	if (article.published) return { id, slug: article.slug, path, published: article.published };
	const thread = await openThread(ctx, { subject: articleThing(id), title: article.title, path });
	// A past time is believed only of the system: an import or a sample brand.
	const published = at && ctx.actor.kind === 'system' ? at : ctx.now;
	await ctx.db
		.updateTable('content.article')
		.set({ published, scheduled: null, thread: thread.id, changed: ctx.now })
		.where('id', '=', id)
		.execute();
	await markPublished(ctx, id);
	ctx.record({
		name: articlePublished,
		about: [articleThing(id), 'articles', ...(article.thread ? [`thread:${thread.id}`] : [])],
		data: { article: id, slug: article.slug, first: article.thread === null },
	});
	return { id, slug: article.slug, path, published };
});

/** Takes an article back from the public; its address and conversation are kept for its return. */
export const unpublishArticle = command(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	const article = await ctx.db
		.selectFrom('content.article')
		.select(['id', 'author', 'published'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!article) throw notFound('article');
	authorize(ctx.actor, 'article.publish', mayPublish, article);
	await ctx.db
		.updateTable('content.article')
		.set({ published: null, scheduled: null, changed: ctx.now })
		.where('id', '=', id)
		.execute();
	await withdrawThread(ctx, { subject: articleThing(id) });
	ctx.record({ name: articleUnpublished, about: [articleThing(id), 'articles'], data: { article: id } });
	return { id };
});
