import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { Ctx, SiteHandle } from '#platform/context/context.ts';
import type { Brand, Layout } from '#site/brand.ts';
import type { Locale } from '#platform/language/locale.ts';

/** The brand is on every page and changes once a month: each process keeps it until a change of `site` is heard. */
const kept = new WeakMap<SiteHandle, { brand: Brand | null }>();

/** Forgets what this process knows of a site's brand; called when `site` changes. */
export const forgetBrand = (site: SiteHandle): void => void kept.set(site, { brand: null });

/** The site's brand. */
export const readBrand = query(z.object({}), async (ctx: Ctx): Promise<Brand> => {
	if (!kept.has(ctx.site)) forgetBrand(ctx.site);
	const place = kept.get(ctx.site);
	if (place?.brand) return place.brand;
	const row = await ctx.db.selectFrom('site.brand').selectAll().executeTakeFirstOrThrow();
	const brand: Brand = {
		name: row.name,
		tagline: row.tagline,
		colour: row.colour,
		layout: row.layout as Layout,
		locale: row.locale as Locale,
		timeZone: row.time_zone,
		logo: row.logo ? { file: row.logo, width: row.logo_width ?? 0, height: row.logo_height ?? 0 } : null,
		icons: row.icons as Brand['icons'],
		facebookPage: row.facebook_page,
		ready: row.ready !== null,
	};
	// What was read across a change is put where nobody looks any more.
	if (place) place.brand = brand;
	return brand;
});
