import { z } from 'zod';
import { authorize, type Actor } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { openThread, withdrawThread } from '#community/server/index.ts';
import { articlePath, articleThing } from '#content/article.ts';
import { articleChanged, articleImported, articlePublished, articleUnpublished } from '#content/events.ts';
import { mayChange, mayChangePublished, mayPublish } from '#content/policy.ts';
import { companyOf } from '#content/server/company.ts';
import { findWritten } from '#content/server/find-written.ts';
import { relateImported } from '#content/server/jobs/relate-articles.ts';
import { markPublished } from '#content/server/keep-revision.ts';

const id = z.coerce.number().int().positive();

export const PublishArticle = z.object({
	id,
	/** When: absent or past is now, a future time schedules. */
	at: z.coerce.date().optional(),
	/** It was public elsewhere before: readers get it, and nobody is told of it as news. Believed only of the system. */
	imported: z.boolean().optional(),
});

/** Publishes an article, now or later; its conversation opens with it. Safe to run twice. */
export const publishArticle = command(PublishArticle, async (ctx, { id, at, imported }) => {
	const article = await findWritten(ctx, id, 'for update');
	authorizePublishing(ctx.actor, article);
	await refuseEmpty(ctx, id);
	const path = articlePath(article.slug);
	if (article.published) return { id, slug: article.slug, path, published: article.published };
	// Whoever may publish without being asked stands for the version that is there.
	const approved = { approved_version: article.version };

	if (at && at > ctx.now) {
		await ctx.db
			.updateTable('content.article')
			.set({ ...approved, scheduled: at, changed: ctx.now })
			.where('id', '=', id)
			.execute();
		ctx.record({ name: articleChanged, about: articleThing(id), data: { article: id, scheduled: at.toISOString() } });
		return { id, slug: article.slug, path, published: null };
	}
	const thread = await openThread(ctx, { subject: articleThing(id), title: article.title, path });
	// A past time is believed only of the system: an import or a sample brand.
	const published = at && ctx.actor.kind === 'system' ? at : ctx.now;
	await ctx.db
		.updateTable('content.article')
		.set({ ...approved, published, scheduled: null, thread: thread.id, changed: ctx.now })
		.set({ submitted: null, submitted_by: null, returned: null })
		.where('id', '=', id)
		.execute();
	await markPublished(ctx, id);
	const cameHome = imported && ctx.actor.kind === 'system';
	if (cameHome) ctx.queue(relateImported, { articles: [id] });
	ctx.record({
		name: cameHome ? articleImported : articlePublished,
		about: [
			articleThing(id),
			'articles',
			...(article.thread ? [`thread:${thread.id}`] : []),
			...(await companyOf(ctx, id)),
		],
		data: { article: id, slug: article.slug, first: article.thread === null },
	});
	return { id, slug: article.slug, path, published };
});

/** Plans when an article is published. Throws Problem `schedule.past` (422): a person who plans means a time to come. */
export const scheduleArticle = command(z.object({ id, at: z.coerce.date() }), async (ctx, { id, at }) => {
	const article = await findWritten(ctx, id, 'for update');
	authorizePublishing(ctx.actor, article);
	if (article.published) throw new Problem('article.published-already', 409);
	if (at <= ctx.now) throw new Problem('schedule.past', 422, { fields: [{ path: 'at', key: 'past' }] });
	return publishArticle(ctx, { id, at });
});

/** Gives up a planned publishing; the article stays a draft. Safe to run twice. */
export const cancelSchedule = command(z.object({ id }), async (ctx, { id }) => {
	const article = await findWritten(ctx, id, 'for update');
	authorize(ctx.actor, 'article.publish', mayChange, article);
	if (!article.scheduled) return { id };
	await ctx.db.updateTable('content.article').set({ scheduled: null, changed: ctx.now }).where('id', '=', id).execute();
	ctx.record({ name: articleChanged, about: articleThing(id), data: { article: id, scheduled: null } });
	return { id };
});

/** Takes an article back from the public; its address and conversation are kept for its return. Safe to run twice. */
export const unpublishArticle = command(z.object({ id }), async (ctx, { id }) => {
	const article = await findWritten(ctx, id, 'for update');
	authorize(ctx.actor, 'article.publish', mayChangePublished, article);
	if (!article.published && !article.scheduled) return { id };
	await ctx.db
		.updateTable('content.article')
		.set({ published: null, scheduled: null, changed: ctx.now })
		.where('id', '=', id)
		.execute();
	await withdrawThread(ctx, { subject: articleThing(id) });
	const about = [articleThing(id), 'articles', ...(await companyOf(ctx, id))];
	ctx.record({ name: articleUnpublished, about, data: { article: id } });
	return { id };
});

/** Whoever may publish but for the review is told so, not that they may never. */
function authorizePublishing(actor: Actor, article: Parameters<typeof mayPublish>[1]): void {
	const only = mayChange(actor, article) && !mayPublish(actor, article);
	authorize(actor, 'article.publish', only ? mayChange : mayPublish, article);
	if (only) throw new Problem('article.review-required', 403);
}

async function refuseEmpty(ctx: Ctx, id: number): Promise<void> {
	const { body_text } = await ctx.db
		.selectFrom('content.article')
		.select('body_text')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	if (!body_text.trim()) throw new Problem('article.empty', 422);
}
