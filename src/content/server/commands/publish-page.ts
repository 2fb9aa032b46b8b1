import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { keepUses } from '#media/server/index.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { findBlanks, pagePath, pageThing } from '#content/page.ts';
import { pageDeleted, pageImported, pagePublished, pageUnpublished } from '#content/events.ts';
import { mayWritePage } from '#content/policy.ts';
import { leaveGone } from '#content/server/gone-address.ts';
import { leadOnFrom, readTarget } from '#content/server/leads-to.ts';

const WhichPage = z.object({ id: z.coerce.number().int().positive() });

const PublishPage = WhichPage.extend({
	/** It was public elsewhere before: readers get it, and nobody is told of it as news. Believed only of the system. */
	imported: z.boolean().optional(),
});

/** Shows a page to everybody. Refused while it is empty or has places that nobody filled in. Safe to run twice. */
export const publishPage = command(PublishPage, async (ctx, { id, imported }) => {
	const page = await findForUpdate(ctx, id);
	authorize(ctx.actor, 'page.publish', mayWritePage, null);
	const path = pagePath(page.slug);
	if (page.published) return { id, path, published: page.published };
	if (!page.body_text.trim()) throw new Problem('page.empty', 422);
	const blanks = findBlanks(page.body_text);
	if (blanks.length) throw new Problem('page.blanks-left', 422, { count: blanks.length, blanks: blanks.join('、') });
	await ctx.db
		.updateTable('content.page')
		.set({ published: ctx.now, withdrawn: null, changed: ctx.now })
		.where('id', '=', id)
		.execute();
	const name = imported && ctx.actor.kind === 'system' ? pageImported : pagePublished;
	ctx.record({ name, about: [pageThing(id), 'pages'], data: { page: id } });
	return { id, path, published: ctx.now };
});

/** Takes a page back from the public; its addresses are kept for its return. Safe to run twice. */
export const unpublishPage = command(WhichPage, async (ctx, { id }) => {
	const page = await findForUpdate(ctx, id);
	authorize(ctx.actor, 'page.publish', mayWritePage, null);
	if (!page.published) return { id };
	await ctx.db
		.updateTable('content.page')
		.set({ published: null, withdrawn: ctx.now, changed: ctx.now })
		.where('id', '=', id)
		.execute();
	ctx.record({ name: pageUnpublished, about: [pageThing(id), 'pages'], data: { page: id } });
	return { id };
});

export const DeletePage = WhichPage.extend({
	/** Where its addresses lead: an address of this site. Absent: they say that it is gone. */
	leadsTo: z.string().trim().max(2000, 'too-long').optional(),
});

/**
 * Throws a page away that readers do not see. If they knew it, its addresses lead where they are told to, or say that it is gone.
 * Throws Problem `page.published` (409): what readers see is taken back first; `input.invalid` for a target that is not there.
 */
export const deletePage = command(DeletePage, async (ctx, { id, leadsTo }) => {
	const page = await findForUpdate(ctx, id);
	authorize(ctx.actor, 'page.publish', mayWritePage, null);
	if (page.published) throw new Problem('page.published', 409);
	const path = pagePath(page.slug);
	const target = leadsTo ? await readTarget(ctx, leadsTo, path) : { leads_to_article: null, leads_to: null };
	if (page.withdrawn) {
		const former = await ctx.db.selectFrom('content.former_page_slug').select('slug').where('page', '=', id).execute();
		const paths = [path, ...former.map(({ slug }) => pagePath(slug))];
		await leadOnFrom(ctx, paths, target);
		await leaveGone(ctx, { paths, title: page.title, target });
	}
	await keepUses(ctx, { thing: pageThing(id), pictures: [] });
	await ctx.db.deleteFrom('content.page').where('id', '=', id).execute();
	ctx.record({
		name: pageDeleted,
		about: [pageThing(id), 'pages'],
		data: {
			page: id,
			slug: page.slug,
			title: page.title,
			known: page.withdrawn !== null,
			leadsTo: target.leads_to_article ?? target.leads_to,
		},
	});
});

async function findForUpdate(ctx: Ctx, id: number) {
	const row = await ctx.db
		.selectFrom('content.page')
		.select(['id', 'slug', 'title', 'published', 'withdrawn', 'body_text'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!row) throw notFound('page');
	return row;
}
