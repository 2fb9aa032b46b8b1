import type { RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#platform/actor.ts';
import type { Brand } from '#site/brand.ts';
import { ChangeLook } from '#site/server/index.ts';
import { mayChangeSite } from '#site/policy.ts';

/** Where a look can be seen before anybody has it. */
export const draftPath = '/preview/look/';

/**
 * The brand as it would look with the layout and colour that the address of a preview names; null elsewhere, and for
 * whoever may not change the site. Nothing is kept: the draft is in the address, and these pages are shared with nobody.
 */
export function draftLook({ url }: RequestEvent, actor: Actor, brand: Brand): Brand | null {
	if (!url.pathname.startsWith(draftPath) || !mayChangeSite(actor)) return null;
	const look = readLook(url, brand);
	return { ...brand, ...look };
}

/** The look that an address names; what it does not name, or names wrongly, stays the brand's. */
export function readLook(url: URL, { layout, colour }: Brand): Pick<Brand, 'layout' | 'colour'> {
	const named = { layout: url.searchParams.get('layout') ?? layout, colour: url.searchParams.get('colour') ?? colour };
	const parsed = ChangeLook.safeParse(named);
	return parsed.success ? parsed.data : { layout, colour };
}
