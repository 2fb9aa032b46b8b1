import { sql } from 'kysely';
import { invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { articlePath, seriesPath } from '#content/article.ts';
import { pagePath } from '#content/page.ts';
import { isReservedPath } from '#content/reserved-path.ts';

/** Where an address leads: to an article, wherever that moves, or to a path of this site. */
export interface Target {
	leads_to_article: number | null;
	leads_to: string | null;
}

/** First parts of addresses that lead on themselves, or are not for readers: nothing may lead there. */
const forbidden = /^\/(?:go|r|console|api|webhooks|setup|preview|login|logout|language|practice|media)(?:[/?#]|$)/;

/**
 * The place that somebody named, as an address of this site or whole. It must be there now, and must not be what goes
 * itself (`own`: where that stands); so nothing ever leads in a circle. Throws Problem `input.invalid` (422) for the field
 * `leadsTo`.
 */
export async function readTarget(ctx: Ctx, typed: string, own: string): Promise<Target> {
	const wrong = (key: string) => invalidInput([{ path: 'leadsTo', key }]);
	let url: URL;
	try {
		url = new URL(typed, `${ctx.site.url}/`);
	} catch {
		throw wrong('address-elsewhere');
	}
	if (url.origin !== new URL(ctx.site.url).origin || !/^(?:https?:|\/(?![/\\]))/.test(typed))
		throw wrong('address-elsewhere');
	if (forbidden.test(url.pathname)) throw wrong('address-elsewhere');
	const [first = '', second, third] = url.pathname.slice(1).split('/').map(decoded);
	if (first === 'articles' && second && third === undefined) {
		const article = await findLive(ctx, second);
		if (!article) throw wrong('address-gone');
		if (articlePath(article.slug) === own) throw wrong('address-itself');
		return { leads_to_article: article.id, leads_to: null };
	}
	const path = await presentPath(ctx, tidy(url.pathname));
	if (path === own) throw wrong('address-itself');
	if (!(await isThere(ctx, path))) throw wrong('address-gone');
	return { leads_to_article: null, leads_to: path + url.search };
}

/** What an address of a page or a series names. */
function partsOf(path: string): { kind: 'page' | 'series'; slug: string } | null {
	const [first = '', second, third] = path
		.replace(/^\/|\/$/g, '')
		.split('/')
		.map(decoded);
	if (first === 'series' && second && third === undefined) return { kind: 'series', slug: second };
	return first && second === undefined && !isReservedPath(first) ? { kind: 'page', slug: first } : null;
}

/** An address as this product's own links write it, however it was typed. */
function tidy(path: string): string {
	const named = partsOf(path);
	return named ? (named.kind === 'page' ? pagePath(named.slug) : seriesPath(named.slug)) : path;
}

/** True unless it is the address of a page or a series that readers do not find. */
async function isThere(ctx: Ctx, path: string): Promise<boolean> {
	const named = partsOf(path);
	if (!named) return true;
	const { rows } = await (
		named.kind === 'page'
			? sql`select from content.page where slug = ${named.slug} and published <= ${ctx.now}`
			: sql`select from content.series s where slug = ${named.slug} and exists (
				select from content.article a where a.series = s.id and a.published <= ${ctx.now})`
	).execute(ctx.db);
	return rows.length > 0;
}

/** Where a page or a series is by now that has moved since an address was told to lead to it. */
export async function presentPath(ctx: Ctx, path: string): Promise<string> {
	const [way = '', query] = path.split(/(?=\?)/);
	const named = partsOf(way);
	if (!named) return path;
	const { rows } = await (
		named.kind === 'page'
			? sql<{ slug: string }>`select p.slug from content.former_page_slug f join content.page p on p.id = f.page
				where f.slug = ${named.slug} and p.published <= ${ctx.now}`
			: sql<{ slug: string }>`select s.slug from content.former_series_slug f join content.series s on s.id = f.series
				where f.slug = ${named.slug}`
	).execute(ctx.db);
	const slug = rows[0]?.slug;
	if (slug === undefined) return path;
	return (named.kind === 'page' ? pagePath(slug) : seriesPath(slug)) + (query ?? '');
}

/** A part of an address as a person reads it; one that is no such code stays as it is. */
export function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

/** The published article at an address, also at one that it had before. */
async function findLive(ctx: Ctx, slug: string): Promise<{ id: number; slug: string } | undefined> {
	return ctx.db
		.selectFrom('content.article as article')
		.leftJoin('content.former_slug as former', (join) =>
			join.onRef('former.article', '=', 'article.id').on('former.slug', '=', slug),
		)
		.select(['article.id', 'article.slug'])
		.where('article.published', '<=', ctx.now)
		.where((row) => row.or([row('article.slug', '=', slug), row('former.slug', 'is not', null)]))
		.orderBy((row) => row('article.slug', '=', slug), 'desc')
		.limit(1)
		.executeTakeFirst();
}

/** Whatever led to this article leads to its target from now on: no address leads over another. */
export async function leadOn(ctx: Ctx, article: number, target: Target): Promise<void> {
	await ctx.db.updateTable('content.article').set(target).where('leads_to_article', '=', article).execute();
	await ctx.db.updateTable('content.gone_slug').set(target).where('leads_to_article', '=', article).execute();
	await ctx.db.updateTable('content.gone_address').set(target).where('leads_to_article', '=', article).execute();
}

/** The same of a page or a series, by the addresses that it has and had. */
export async function leadOnFrom(ctx: Ctx, paths: readonly string[], target: Target): Promise<void> {
	for (const table of ['content.article', 'content.gone_slug', 'content.gone_address'] as const)
		await ctx.db
			.updateTable(table)
			.set(target)
			.where(sql`split_part(leads_to, '?', 1)`, '=', sql`any(${paths}::text[])`)
			.execute();
}
