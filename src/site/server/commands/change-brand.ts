import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { keepUses } from '#media/server/index.ts';
import { locales } from '#platform/language/locale.ts';
import { layouts } from '#site/brand.ts';
import { mayChangeSite } from '#site/policy.ts';

/** An address of a page on Facebook, or nothing. */
const facebookPage = z
	.string()
	.trim()
	.max(300, 'too-long')
	.transform((value) => value || null)
	.refine(
		(value) => value === null || /^https:\/\/(?:[a-z-]+\.)?(?:facebook\.com|fb\.com|fb\.me)\/[^\s<>"]+$/i.test(value),
		'facebook-page',
	);

export const ChangeBrand = z.object({
	name: z.string().trim().min(1, 'missing').max(60, 'too-long'),
	tagline: z.string().trim().max(120, 'too-long').default(''),
	colour: z
		.string()
		.trim()
		.toLowerCase()
		.regex(/^#[0-9a-f]{6}$/, 'colour'),
	layout: z.enum(layouts),
	locale: z.enum(locales),
	facebookPage: facebookPage.optional(),
	/** `picture`: its id in the library, which keeps it from being deleted. */
	logo: z.object({ file: z.string(), width: z.number(), height: z.number(), picture: z.number().optional() }).nullish(),
});

/** Changes what the place is called and how it looks; every page follows at once. */
export const changeBrand = command(ChangeBrand, async (ctx, input) => {
	authorize(ctx.actor, 'site.change', mayChangeSite, null);
	await ctx.db
		.updateTable('site.brand')
		.set({
			name: input.name,
			tagline: input.tagline,
			colour: input.colour,
			layout: input.layout,
			locale: input.locale,
			...(input.facebookPage !== undefined ? { facebook_page: input.facebookPage } : {}),
			...(input.logo !== undefined
				? {
						logo: input.logo?.file ?? null,
						logo_width: input.logo?.width ?? null,
						logo_height: input.logo?.height ?? null,
					}
				: {}),
		})
		.execute();
	if (input.logo !== undefined)
		await keepUses(ctx, { thing: 'site', pictures: input.logo?.picture ? [input.logo.picture] : [] });
	ctx.record({ name: 'brand.changed', about: 'site' });
});
