import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { pagePath } from '#content/page.ts';
import { isReservedPath } from '#content/reserved-path.ts';
import { takeGone } from '#content/server/gone-address.ts';
import { readSlugStyle } from '#content/server/make-slug.ts';
import { pinyinOf } from '#content/server/pinyin-of.ts';
import { slugOf } from '#content/slug.ts';

/**
 * The address of a page: the one that was asked for, or one made from the title,
 * in pinyin where the site is set so. An address that was asked for and
 * belongs to somebody else is refused, one that was made gets a number. Throws Problem `page.address-reserved`,
 * `page.address-taken` (409) and `page.address-empty` (422).
 */
export async function pageAddress(ctx: Ctx, asked: string, title: string, own: number | null): Promise<string> {
	const pinyin = !asked && (await readSlugStyle(ctx)) === 'pinyin';
	const slug = slugOf(asked || (pinyin ? await pinyinOf(title) : title));
	if (!slug) throw new Problem('page.address-empty', 422, { fields: [{ path: 'slug', key: 'page-address' }] });
	const at = (one: string) => ({ address: `/${one}`, fields: [{ path: 'slug', key: 'page-address' }] });
	if (isReservedPath(slug)) throw new Problem('page.address-reserved', 409, at(slug));
	if (!(await isTaken(ctx, slug, own))) return slug;
	if (asked) throw new Problem('page.address-taken', 409, at(slug));
	for (let number = 2; ; number++) if (!(await isTaken(ctx, `${slug}-${number}`, own))) return `${slug}-${number}`;
}

async function isTaken(ctx: Ctx, slug: string, own: number | null): Promise<boolean> {
	const other = await ctx.db
		.selectFrom('content.page')
		.select('id')
		.where('slug', '=', slug)
		.where('id', '!=', own ?? 0)
		.executeTakeFirst();
	return other !== undefined;
}

/** A page moves in: whatever led on from this address before leads on no more. */
export async function takeAddress(ctx: Ctx, slug: string): Promise<void> {
	await ctx.db.deleteFrom('content.former_page_slug').where('slug', '=', slug).execute();
	await takeGone(ctx, pagePath(slug));
}

/** A page that readers know moves out: its old address leads on to it. */
export async function leaveAddress(ctx: Ctx, slug: string, page: number): Promise<void> {
	await ctx.db
		.insertInto('content.former_page_slug')
		.values({ slug, page, left_behind: ctx.now })
		.onConflict((conflict) => conflict.column('slug').doUpdateSet({ page, left_behind: ctx.now }))
		.execute();
}
