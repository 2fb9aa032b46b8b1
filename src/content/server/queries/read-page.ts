import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Document } from '#platform/document/schema.ts';
import { toMarkdown } from '#platform/document/to-markdown.ts';
import type { Locale } from '#platform/language/locale.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { pagePath, pageThing, type PageRole, type ReadPage } from '#content/page.ts';
import { fillBody, type FilledBody } from '#content/server/fill-body.ts';
import { mayWritePage } from '#content/policy.ts';
import { findGone } from '#content/server/gone-address.ts';
import { pageCard, pageColumns, visiblePages } from '#content/server/queries/list-pages.ts';

/**
 * A public page for its readers. Returns `{ moved }` for an address that the page had before, or that was told to lead
 * elsewhere. Throws Problem `page.not-found` (404), `page.withdrawn` (404) and `page.gone` (410).
 */
export const readPage = query(
	z.object({ slug: z.string().max(400) }),
	async (ctx, { slug }): Promise<ReadPage | { moved: string }> => {
		const row = await visiblePages(ctx)
			.where('slug', '=', slug)
			.select([...pageColumns, 'body_html'])
			.executeTakeFirst();
		if (!row) return { moved: await findMoved(ctx, slug) };
		const card = pageCard(row);
		// Its translations come and go with `pages`.
		ctx.about(pageThing(card.id), 'pages');
		const others = await visiblePages(ctx)
			.select(['slug', 'title', 'locale'])
			.where((page) => page.or([page('id', '=', card.family), page('translates', '=', card.family)]))
			.where('id', '!=', card.id)
			.orderBy('locale')
			.execute();
		return {
			...card,
			...pick(await fillBody(ctx, row.body_html, card.locale)),
			alternates: others.map((other) => ({
				locale: other.locale as Locale,
				path: pagePath(other.slug),
				title: other.title,
			})),
		};
	},
);

/** Where a page is by now that readers knew at this address; what became of it is thrown. */
async function findMoved(ctx: Ctx, slug: string): Promise<string> {
	ctx.about('pages');
	const known = await ctx.db
		.selectFrom('content.page as page')
		.leftJoin('content.former_page_slug as former', (join) =>
			join.onRef('former.page', '=', 'page.id').on('former.slug', '=', slug),
		)
		.select(['page.slug', 'page.published', 'page.withdrawn'])
		.where((row) => row.or([row('page.slug', '=', slug), row('former.slug', 'is not', null)]))
		.where((row) => row.or([row('page.published', '<=', ctx.now), row('page.withdrawn', 'is not', null)]))
		.orderBy('page.published', (order) => order.desc().nullsLast())
		.limit(1)
		.executeTakeFirst();
	if (known?.published) return pagePath(known.slug);
	const gone = known ? null : await findGone(ctx, pagePath(slug));
	if (gone && 'moved' in gone) return gone.moved;
	if (gone) throw new Problem('page.gone', 410, gone);
	throw known ? new Problem('page.withdrawn', 404) : notFound('page');
}

const pick = ({ html, polls }: FilledBody): Pick<FilledBody, 'html' | 'polls'> => ({ html, polls });

/** A page as its editor and its preview need it. Throws Problem `page.not-found`. */
export const readPageDraft = query(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	authorize(ctx.actor, 'page.write', mayWritePage, null);
	const row = await ctx.db
		.selectFrom('content.page')
		.select([...pageColumns, 'body', 'body_html', 'body_text', 'version', 'withdrawn'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row) throw notFound('page');
	return {
		...pageCard(row),
		version: row.version,
		withdrawn: row.withdrawn,
		translates: row.translates,
		role: row.role as PageRole | null,
		body: row.body as unknown,
		html: row.body_html,
		text: row.body_text,
		markdown: toMarkdown(row.body as Document),
	};
});
