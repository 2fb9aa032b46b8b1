import type { NavItem } from '#site/menu.ts';

export interface MarkedItem {
	href: string | null;
	label: string;
	current: boolean;
	items: MarkedItem[];
}

/** A menu with the one item marked under which a page stands: the item with the longest address that fits its path. */
export function markCurrent(menu: readonly NavItem[], path: string): MarkedItem[] {
	const here = plain(path);
	const all = menu.flatMap((item) => [item, ...item.items]).map(({ href }) => plain(href ?? ''));
	const fits = all.filter(
		(href) => href.startsWith('/') && (here === href || (href !== '/' && here.startsWith(`${href}/`))),
	);
	const best = fits.sort((one, other) => other.length - one.length)[0];
	const mark = ({ href, label, items }: NavItem): MarkedItem => ({
		href,
		label,
		current: best !== undefined && plain(href ?? '') === best,
		items: items.map(mark),
	});
	return menu.map(mark);
}

/** An address in one form, whether its Chinese is encoded or not. */
function plain(address: string): string {
	try {
		return decodeURI(address);
	} catch {
		return address;
	}
}
