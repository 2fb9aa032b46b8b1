import type { Ctx } from '#platform/context/context.ts';
import { pinyinOf } from '#content/server/pinyin-of.ts';
import { slugOf, type SlugStyle } from '#content/slug.ts';

/** An article whose address is made. */
interface Named {
	title: string;
	locale: string;
	/** Null while it is new. */
	id: number | null;
}

/**
 * The end of an address in a style; empty where nothing is left of it. An English one is the title of the article's English
 * version; the title itself while there is none, since nobody's words are translated by a machine.
 */
export async function makeSlug(ctx: Ctx, style: SlugStyle, { title, locale, id }: Named): Promise<string> {
	if (style === 'pinyin') return slugOf(await pinyinOf(title));
	if (style === 'english' && locale !== 'en') return slugOf((id && (await englishTitle(ctx, id))) || title);
	return slugOf(title);
}

/** What the site makes addresses of. */
export async function readSlugStyle(ctx: Ctx): Promise<SlugStyle> {
	const desk = await ctx.db.selectFrom('content.desk').select('slug_style').executeTakeFirst();
	return (desk?.slug_style ?? 'title') as SlugStyle;
}

async function englishTitle(ctx: Ctx, id: number): Promise<string | null> {
	const row = await ctx.db
		.selectFrom('content.article as own')
		.innerJoin('content.article as other', (join) =>
			join.on((on) =>
				on.or([
					on('other.translates', '=', on.ref('own.id')),
					on('other.id', '=', on.ref('own.translates')),
					on('other.translates', '=', on.ref('own.translates')),
				]),
			),
		)
		.select('other.title')
		.where('own.id', '=', id)
		.where('other.id', '!=', id)
		.where('other.locale', '=', 'en')
		.where('other.deleted', 'is', null)
		.executeTakeFirst();
	return row?.title ?? null;
}
