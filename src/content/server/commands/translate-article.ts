import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { locales } from '#platform/language/locale.ts';
import { mayChange } from '#content/policy.ts';
import { writeArticle } from '#content/server/commands/write-article.ts';
import { findWritten } from '#content/server/find-written.ts';

export const TranslateArticle = z.object({ id: z.coerce.number().int().positive(), locale: z.enum(locales) });

/**
 * Begins an article's translation: a draft of its own with the same text, linked to it. One that was begun is found, so it
 * is safe to run twice. Throws Problem `translation.same-language` (422).
 */
export const translateArticle = command(TranslateArticle, async (ctx, { id, locale }) => {
	const article = await findWritten(ctx, id, 'for update');
	authorize(ctx.actor, 'article.write', mayChange, article);
	if (article.locale === locale) throw new Problem('translation.same-language', 422);
	const root = article.translates ?? article.id;
	const begun = await ctx.db
		.selectFrom('content.article')
		.select(['id', 'deleted'])
		.where((row) => row.or([row('id', '=', root), row('translates', '=', root)]))
		.where('locale', '=', locale)
		.executeTakeFirst();
	if (begun && !begun.deleted) return { id: begun.id, fresh: false };
	// A deleted one gives up its place; brought back, it stands alone.
	if (begun) await ctx.db.updateTable('content.article').set({ translates: null }).where('id', '=', begun.id).execute();

	const source = await ctx.db
		.selectFrom('content.article')
		.select(['title', 'slug', 'excerpt', 'body', 'tags', 'access', 'segment'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	const made = await writeArticle(ctx, {
		title: source.title,
		slug: `${source.slug}-${locale.toLowerCase()}`,
		excerpt: source.excerpt,
		body: source.body,
		tags: source.tags,
		access: source.access as 'public' | 'members',
		locale,
	});
	// Whoever may not read the one does not read the other.
	if (source.segment !== null)
		await ctx.db.updateTable('content.article').set({ segment: source.segment }).where('id', '=', made.id).execute();
	// When the first of them is the deleted one, this article takes its place.
	const first = begun?.id === root ? id : root;
	if (first === id && article.translates)
		await ctx.db.updateTable('content.article').set({ translates: null }).where('id', '=', id).execute();
	await ctx.db.updateTable('content.article').set({ translates: first }).where('id', '=', made.id).execute();
	return { id: made.id, fresh: true };
});
