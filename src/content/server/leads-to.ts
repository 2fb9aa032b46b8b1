import { invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { isReservedPath } from '#content/reserved-path.ts';

/** Where an address leads: to an article, wherever that moves, or to a path of this site. */
export interface Target {
	leads_to_article: number | null;
	leads_to: string | null;
}

/** First parts of addresses that lead on themselves, or are not for readers: nothing may lead there. */
const forbidden = /^\/(?:go|r|console|api|webhooks|setup|preview|login|logout|language|practice|media)(?:[/?#]|$)/;

/**
 * The place that somebody named, as an address of this site or whole. It must be there now, and must not be the article
 * itself; so nothing ever leads in a circle. Throws Problem `input.invalid` (422) for the field `leadsTo`.
 */
export async function readTarget(ctx: Ctx, typed: string, own: number): Promise<Target> {
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
		if (!article || article === own) throw wrong(article ? 'address-itself' : 'address-gone');
		return { leads_to_article: article, leads_to: null };
	}
	if (first && second === undefined && !isReservedPath(first)) {
		const page = await ctx.db
			.selectFrom('content.page')
			.select('id')
			.where('slug', '=', first)
			.where('published', 'is not', null)
			.executeTakeFirst();
		if (!page) throw wrong('address-gone');
	}
	return { leads_to_article: null, leads_to: url.pathname + url.search };
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
async function findLive(ctx: Ctx, slug: string): Promise<number | null> {
	const row = await ctx.db
		.selectFrom('content.article as article')
		.leftJoin('content.former_slug as former', (join) =>
			join.onRef('former.article', '=', 'article.id').on('former.slug', '=', slug),
		)
		.select('article.id')
		.where('article.published', '<=', ctx.now)
		.where((row) => row.or([row('article.slug', '=', slug), row('former.slug', 'is not', null)]))
		.orderBy((row) => row('article.slug', '=', slug), 'desc')
		.limit(1)
		.executeTakeFirst();
	return row?.id ?? null;
}

/** Whatever led to this article leads to its target from now on: no address leads over another. */
export async function leadOn(ctx: Ctx, article: number, target: Target): Promise<void> {
	await ctx.db.updateTable('content.article').set(target).where('leads_to_article', '=', article).execute();
	await ctx.db.updateTable('content.gone_slug').set(target).where('leads_to_article', '=', article).execute();
}
