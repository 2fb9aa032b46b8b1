import { sql } from 'kysely';
import { invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { isReservedSlug, slugOf } from '#content/slug.ts';

/**
 * The address of an article: the one that was asked for, or one made from `otherwise`; with the first number that makes it
 * unique among all addresses that articles have, had and left behind. `own` is the article that it is for. Throws Problem
 * `input.invalid` for an address that was asked for and is reserved.
 */
export async function freeSlug(
	ctx: Ctx,
	asked: string | undefined,
	otherwise: string,
	own: number | null,
): Promise<string> {
	if (asked && isReservedSlug(slugOf(asked))) throw invalidInput([{ path: 'slug', key: 'slug-reserved' }]);
	const wanted = slugOf(asked || otherwise) || 'article';
	const stem = isReservedSlug(wanted) ? `${wanted}-1` : wanted;
	const pattern = `${stem.replace(/[%_\\]/g, '\\$&')}-%`;
	const taken = await ctx.db
		.selectFrom('content.article')
		.select('slug')
		.where((row) => row.or([row('slug', '=', stem), row('slug', 'like', pattern)]))
		.where('id', '!=', own ?? 0)
		.unionAll(
			// An address that leads to another article stays that article's.
			ctx.db
				.selectFrom('content.former_slug')
				.select('slug')
				.where((row) => row.or([row('slug', '=', stem), row('slug', 'like', pattern)]))
				.where('article', '!=', own ?? 0),
		)
		.unionAll(
			// One that only says that it is gone may be written again.
			ctx.db
				.selectFrom('content.gone_slug')
				.select('slug')
				.where((row) => row.or([row('slug', '=', stem), row('slug', 'like', pattern)]))
				.where((row) =>
					row.or([
						row('leads_to', 'is not', null),
						row('leads_to_article', 'is not', null),
						row('thread', 'is not', null),
					]),
				),
		)
		.execute();
	const slugs = new Set(taken.map((row) => row.slug));
	if (!slugs.has(stem)) return stem;
	for (let number = 2; ; number++) if (!slugs.has(`${stem}-${number}`)) return `${stem}-${number}`;
}

/**
 * Addresses for many new articles at once, in order: the one that was asked for or one made from the title, with the
 * first number that makes it unique. One that is asked for and reserved is taken like any other that is not free.
 */
export async function freeSlugs(
	ctx: Ctx,
	articles: readonly { slug?: string | undefined; title: string }[],
): Promise<string[]> {
	const stems = articles.map(({ slug, title }) => {
		const wanted = slugOf(slug || title) || 'article';
		return isReservedSlug(wanted) ? `${wanted}-1` : wanted;
	});
	const twice = stems.filter((stem, place) => stems.indexOf(stem) !== place);
	const taken = await takenSlugs(ctx, stems, []);
	const crowded = [...new Set([...stems.filter((stem) => taken.has(stem)), ...twice])];
	if (crowded.length) for (const slug of await takenSlugs(ctx, [], crowded)) taken.add(slug);
	return stems.map((stem) => {
		let slug = stem;
		for (let number = 2; taken.has(slug); number++) slug = `${stem}-${number}`;
		taken.add(slug);
		return slug;
	});
}

/** Which of these addresses belong to somebody, and every one that is one of these stems with something after it. */
async function takenSlugs(ctx: Ctx, slugs: readonly string[], stems: readonly string[]): Promise<Set<string>> {
	const patterns = stems.map((stem) => `${stem.replace(/[%_\\]/g, '\\$&')}-%`);
	const wanted = patterns.length
		? sql<boolean>`slug like any(${patterns}::text[])`
		: sql<boolean>`slug = any(${slugs}::text[])`;
	const { rows } = await sql<{ slug: string }>`
		select slug from content.article where ${wanted}
		union all select slug from content.former_slug where ${wanted}
		union all select slug from content.gone_slug
			where ${wanted} and (leads_to is not null or leads_to_article is not null or thread is not null)`.execute(ctx.db);
	return new Set(rows.map((row) => row.slug));
}

/** The address that an article leaves leads to it from now on; the one that it takes leads nowhere else. */
export async function moveSlug(ctx: Ctx, article: number, from: string, to: string): Promise<void> {
	await ctx.db.deleteFrom('content.former_slug').where('slug', '=', to).execute();
	await ctx.db
		.insertInto('content.former_slug')
		.values({ slug: from, article, left_behind: ctx.now })
		.onConflict((conflict) => conflict.column('slug').doUpdateSet({ article, left_behind: ctx.now }))
		.execute();
}
