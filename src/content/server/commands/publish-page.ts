import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { keepUses } from '#media/server/index.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { findBlanks, pagePath, pageThing } from '#content/page.ts';
import { pageDeleted, pagePublished, pageUnpublished } from '#content/events.ts';
import { mayWritePage } from '#content/policy.ts';

const WhichPage = z.object({ id: z.coerce.number().int().positive() });

/** Shows a page to everybody. Refused while it is empty or has places that nobody filled in. Safe to run twice. */
export const publishPage = command(WhichPage, async (ctx, { id }) => {
	const page = await findForUpdate(ctx, id);
	authorize(ctx.actor, 'page.publish', mayWritePage, null);
	const path = pagePath(page.slug);
	if (page.published) return { id, path, published: page.published };
	if (!page.body_text.trim()) throw new Problem('page.empty', 422);
	const blanks = findBlanks(page.body_text);
	if (blanks.length) throw new Problem('page.blanks-left', 422, { count: blanks.length, blanks: blanks.join('、') });
	await ctx.db.updateTable('content.page').set({ published: ctx.now, changed: ctx.now }).where('id', '=', id).execute();
	ctx.record({ name: pagePublished, about: [pageThing(id), 'pages'], data: { page: id } });
	return { id, path, published: ctx.now };
});

/** Takes a page back from the public; its addresses are kept for its return. Safe to run twice. */
export const unpublishPage = command(WhichPage, async (ctx, { id }) => {
	const page = await findForUpdate(ctx, id);
	authorize(ctx.actor, 'page.publish', mayWritePage, null);
	if (!page.published) return { id };
	await ctx.db.updateTable('content.page').set({ published: null, changed: ctx.now }).where('id', '=', id).execute();
	ctx.record({ name: pageUnpublished, about: [pageThing(id), 'pages'], data: { page: id } });
	return { id };
});

/** Throws a draft away. Throws Problem `page.published` (409): what readers know is taken back first. */
export const deletePage = command(WhichPage, async (ctx, { id }) => {
	const page = await findForUpdate(ctx, id);
	authorize(ctx.actor, 'page.publish', mayWritePage, null);
	if (page.published) throw new Problem('page.published', 409);
	await keepUses(ctx, { thing: pageThing(id), pictures: [] });
	await ctx.db.deleteFrom('content.page').where('id', '=', id).execute();
	ctx.record({ name: pageDeleted, about: [pageThing(id), 'pages'], data: { page: id, title: page.title } });
});

async function findForUpdate(ctx: Ctx, id: number) {
	const row = await ctx.db
		.selectFrom('content.page')
		.select(['id', 'slug', 'title', 'published', 'body_text'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!row) throw notFound('page');
	return row;
}
