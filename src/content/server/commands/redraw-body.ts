import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Locale } from '#platform/language/locale.ts';
import { articleThing } from '#content/article.ts';
import { articleRedrawn, pageRedrawn } from '#content/events.ts';
import { pageThing } from '#content/page.ts';
import { renderBody } from '#content/server/render-body.ts';

const RedrawBody = z.object({ kind: z.enum(['article', 'page']), id: z.number().int().positive() });

/**
 * Makes the HTML of an article or a page anew, because a picture in it has other files now: not a word of it changes, and
 * neither does the time of its last change. What is gone needs nothing.
 */
export const redrawBody = command(RedrawBody, async (ctx, { kind, id }) => {
	const known = await ctx.db
		.selectFrom(`content.${kind}`)
		.select(['body', 'body_html', 'published', 'locale'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!known) return;
	const { body_html, teaser_html } = await renderBody(ctx, known.body, known.locale as Locale);
	if (body_html === known.body_html) return;
	await ctx.db.updateTable(`content.${kind}`).set({ body_html }).where('id', '=', id).execute();
	if (kind === 'article')
		await ctx.db.updateTable('content.article').set({ teaser_html }).where('id', '=', id).execute();
	if (!known.published) return;
	if (kind === 'article') ctx.record({ name: articleRedrawn, about: articleThing(id), data: { article: id } });
	else ctx.record({ name: pageRedrawn, about: pageThing(id), data: { page: id } });
});
