import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { openThread, withdrawThread } from '#community/server/index.ts';
import { articlePath, articleThing, conversationPath } from '#content/article.ts';
import { articleDeleted, articleRestored } from '#content/events.ts';
import { mayDelete } from '#content/policy.ts';
import { companyOf } from '#content/server/company.ts';
import { authorIds } from '#content/server/authors.ts';
import { findWritten } from '#content/server/find-written.ts';
import { leadOn, readTarget } from '#content/server/leads-to.ts';

const id = z.coerce.number().int().positive();

export const DeleteArticle = z.object({
	id,
	/** Where its addresses lead: an address of this site. Absent: they say that it is gone. */
	leadsTo: z.string().trim().max(2000, 'too-long').optional(),
	/** What becomes of its conversation; one whose address leads elsewhere cannot stay. */
	thread: z.enum(['hidden', 'readable']).default('hidden'),
});

/** How long a deleted article can be brought back, in days. */
export const restorableDays = 30;

/**
 * Deletes an article. It can be brought back for thirty days; its addresses lead where they are told to, or say that it
 * is gone. Throws Problem `input.invalid` for a target that is not there, is the article itself, or is elsewhere.
 */
export const deleteArticle = command(DeleteArticle, async (ctx, { id, leadsTo, thread }) => {
	const article = await findWritten(ctx, id, 'for update');
	authorize(ctx.actor, 'article.delete', mayDelete, article);
	const target = leadsTo
		? await readTarget(ctx, leadsTo, articlePath(article.slug))
		: { leads_to_article: null, leads_to: null };
	const stays = thread === 'readable' && !leadsTo && article.thread !== null && article.published !== null;
	await ctx.db
		.updateTable('content.article')
		.set({ ...target, thread_stays: stays, deleted: ctx.now, published: null, scheduled: null })
		.set({ deleted_by: memberOf(ctx.actor), published_before: article.published })
		.set({ submitted: null, submitted_by: null, changed: ctx.now })
		.where('id', '=', id)
		.execute();
	await leadOn(ctx, id, target);
	const path = conversationPath(article.slug);
	if (stays) await openThread(ctx, { subject: articleThing(id), title: article.title, path });
	else await withdrawThread(ctx, { subject: articleThing(id) });
	ctx.record({
		name: articleDeleted,
		about: [articleThing(id), ...(article.published ? ['articles', ...(await companyOf(ctx, id))] : [])],
		data: { article: id, title: article.title, leadsTo: target.leads_to_article ?? target.leads_to },
	});
	return { id };
});

/** Brings a deleted article back as it was, at its own address. Throws Problem `article.not-found` once it is purged. */
export const restoreArticle = command(z.object({ id }), async (ctx, { id }) => {
	const article = await ctx.db
		.selectFrom('content.article as article')
		.select(['id', 'author', 'slug', 'title', 'deleted', 'published_before'])
		.select(authorIds('article').as('authors'))
		.select(sql<boolean>`exists (select from content.desk where review_required is not null)`.as('reviewRequired'))
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!article) throw notFound('article');
	authorize(ctx.actor, 'article.delete', mayDelete, { ...article, published: article.published_before });
	if (!article.deleted) return { id };
	await ctx.db
		.updateTable('content.article')
		.set({ deleted: null, deleted_by: null, published: article.published_before, published_before: null })
		.set({ leads_to: null, leads_to_article: null, thread_stays: false, changed: ctx.now })
		.where('id', '=', id)
		.execute();
	if (article.published_before)
		await openThread(ctx, { subject: articleThing(id), title: article.title, path: articlePath(article.slug) });
	ctx.record({
		name: articleRestored,
		about: [articleThing(id), ...(article.published_before ? ['articles', ...(await companyOf(ctx, id))] : [])],
		data: { article: id },
	});
	return { id };
});
