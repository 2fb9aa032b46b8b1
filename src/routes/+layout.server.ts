import type { ServerLoadEvent } from '@sveltejs/kit';

/** What every page knows: the language and the brand. Nothing about who asks, since most pages are shared. */
export function load({ locals }: ServerLoadEvent) {
	const { locale, brand } = locals;
	return { locale, brand };
}
