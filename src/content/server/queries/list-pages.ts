import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import { pagePath, pageRoles, type PageCard, type PageRole } from '#content/page.ts';
import { mayWritePage } from '#content/policy.ts';

/** The columns of a card. */
export const pageColumns = [
	'id',
	'slug',
	'title',
	'excerpt',
	'locale',
	'role',
	'translates',
	'changed',
	'published',
] as const;

/** A row of `pageColumns` as a card. */
export const pageCard = (row: {
	id: number;
	slug: string;
	title: string;
	excerpt: string;
	locale: string;
	role: string | null;
	translates: number | null;
	changed: Date;
	published: Date | null;
}): PageCard => ({
	id: row.id,
	slug: row.slug,
	path: pagePath(row.slug),
	title: row.title,
	excerpt: row.excerpt,
	locale: row.locale as Locale,
	role: row.role as PageRole | null,
	family: row.translates ?? row.id,
	changed: row.changed,
	published: row.published,
});

/** Pages that everybody may read, as a query to build on. */
export const visiblePages = (ctx: Ctx) =>
	ctx.db.selectFrom('content.page').where('published', 'is not', null).where('published', '<=', ctx.now);

/** Every public page, by title: for menus, sitemaps and whoever lists the site. */
export const listPages = query(
	z.object({ role: z.enum(pageRoles).optional(), limit: z.number().int().min(1).max(1000).default(1000) }),
	async (ctx, { role, limit }) => {
		ctx.about('pages');
		let found = visiblePages(ctx).select(pageColumns).orderBy('title').orderBy('id').limit(limit);
		if (role) found = found.where('role', '=', role);
		return (await found.execute()).map(pageCard);
	},
);

/** Every page with its drafts, for those who write them: originals by their last change, translations below theirs. */
export const listPageDrafts = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'page.write', mayWritePage, null);
	const rows = await ctx.db
		.selectFrom('content.page')
		.select(pageColumns)
		.orderBy('changed', 'desc')
		.orderBy('id')
		.limit(1000)
		.execute();
	const cards = rows.map(pageCard);
	const originals = cards.filter((card) => card.family === card.id || !cards.some(({ id }) => id === card.family));
	return originals.flatMap((original) => [
		original,
		...cards.filter((card) => card.family === original.id && card.id !== original.id),
	]);
});
