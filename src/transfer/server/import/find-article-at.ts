import { articlePath } from '#content/article.ts';
import type { Ctx } from '#platform/context/context.ts';
import { plainPath } from '#seo/redirect.ts';
import { findRedirect } from '#seo/server/index.ts';

/**
 * The article that is read here at what was an address of the old place: under the same path, where a redirect leads, or the
 * one that has the last part of the path as its own address. Null: none.
 */
export async function findArticleAt(ctx: Ctx, address: string): Promise<number | null> {
	if (!URL.canParse(address)) return null;
	const { pathname, search } = new URL(address);
	const path = plainPath(pathname);
	const moved = await findRedirect(ctx, { path, query: search.slice(1) });
	const last = decoded(path.split('/').at(-1) ?? '').replace(/\.(?:html?|php|aspx?)$/i, '');
	const wanted = [moved?.target ?? '', path].map((one) => slugIn(one.split(/[?#]/, 1)[0] ?? ''));
	for (const slug of [...wanted, last]) {
		if (!slug) continue;
		const row = await ctx.db.selectFrom('content.article').select('id').where('slug', '=', slug).executeTakeFirst();
		if (row) return row.id;
	}
	return null;
}

/** The article's own address at the end of its path; empty where the path is none of an article. */
const slugIn = (path: string): string => {
	const begin = articlePath('');
	return path.startsWith(begin) ? decoded(path.slice(begin.length)) : '';
};

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
