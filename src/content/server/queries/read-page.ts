import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Document } from '#platform/document/schema.ts';
import { toMarkdown } from '#platform/document/to-markdown.ts';
import type { Locale } from '#platform/language/locale.ts';
import { notFound } from '#platform/problem.ts';
import { pagePath, pageThing, type PageRole, type ReadPage } from '#content/page.ts';
import { fillBody, type FilledBody } from '#content/server/fill-body.ts';
import { mayWritePage } from '#content/policy.ts';
import { pageCard, pageColumns, visiblePages } from '#content/server/queries/list-pages.ts';

/**
 * A public page for its readers. Returns `{ moved }` for an address that the page had before. Throws Problem
 * `page.not-found`.
 */
export const readPage = query(
	z.object({ slug: z.string().max(400) }),
	async (ctx, { slug }): Promise<ReadPage | { moved: string }> => {
		const row = await visiblePages(ctx)
			.where('slug', '=', slug)
			.select([...pageColumns, 'body_html'])
			.executeTakeFirst();
		if (!row) {
			const former = await ctx.db
				.selectFrom('content.former_page_slug as former')
				.innerJoin('content.page as page', 'page.id', 'former.page')
				.select('page.slug')
				.where('former.slug', '=', slug)
				.where('page.published', 'is not', null)
				.executeTakeFirst();
			if (former) return { moved: pagePath(former.slug) };
			throw notFound('page');
		}
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

const pick = ({ html, polls }: FilledBody): Pick<FilledBody, 'html' | 'polls'> => ({ html, polls });

/** A page as its editor and its preview need it. Throws Problem `page.not-found`. */
export const readPageDraft = query(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	authorize(ctx.actor, 'page.write', mayWritePage, null);
	const row = await ctx.db
		.selectFrom('content.page')
		.select([...pageColumns, 'body', 'body_html', 'body_text', 'version'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row) throw notFound('page');
	return {
		...pageCard(row),
		version: row.version,
		translates: row.translates,
		role: row.role as PageRole | null,
		body: row.body as unknown,
		html: row.body_html,
		text: row.body_text,
		markdown: toMarkdown(row.body as Document),
	};
});
