import type { ServerLoadEvent } from '@sveltejs/kit';

/** What every page knows: the language, the brand and where it stands. Nothing about who asks, since most pages are shared. */
export function load({ locals }: ServerLoadEvent) {
	const { locale, brand, ctx } = locals;
	return { locale, brand, siteUrl: ctx.site.url };
}
