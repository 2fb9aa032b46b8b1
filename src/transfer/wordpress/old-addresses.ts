/** Where the old site was, and what its addresses are here. */
export interface OldSite {
	/** `https://old.example/blog`, without a slash at the end; empty when not known. */
	base: string;
}

const host = (name: string): string => name.replace(/^www\./, '').toLowerCase();

/** An address of the old site as a path (with its query and fragment); null for an address of any other place. */
export function oldPath(site: OldSite, address: string): string | null {
	if (!site.base || !URL.canParse(site.base)) return null;
	const base = new URL(site.base);
	if (/^\/(?![/\\])/.test(address)) return address;
	if (!/^(?:https?:)?\/\//i.test(address) || !URL.canParse(address, base)) return null;
	const url = new URL(address, base);
	if (host(url.host) !== host(base.host)) return null;
	return `${url.pathname}${url.search}${url.hash}`;
}

/** Files and doors of WordPress itself: no article stands there. */
export const isMachinery = (path: string): boolean =>
	/^\/?(?:.*\/)?(?:wp-(?:content|admin|includes|json|login)|xmlrpc\.php)/.test(path);

/** Every address that an article had: where it is, its short `?p=` form, and under the slugs it had before. */
export function addressesOf(
	site: OldSite,
	item: { id: string; link: string; slug: string; formerSlugs: string[]; page: boolean },
): string[] {
	const path = oldPath(site, item.link);
	const root = site.base && URL.canParse(site.base) ? new URL(site.base).pathname.replace(/\/?$/, '/') : '/';
	const short = `${root}?${item.page ? 'page_id' : 'p'}=${item.id}`;
	const found = [short];
	if (path && !path.includes('?') && path !== root) {
		found.push(path);
		const encoded = encodeURIComponent(item.slug).toLowerCase();
		for (const former of item.formerSlugs) {
			const parts = path.split('/');
			const place = parts.findLastIndex((part) => part.toLowerCase() === encoded || part === item.slug);
			if (place >= 0) found.push(parts.with(place, encodeURIComponent(former)).join('/'));
		}
	}
	return [...new Set(found)];
}
