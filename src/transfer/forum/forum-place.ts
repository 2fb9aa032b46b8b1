import { Problem } from '#platform/problem.ts';
import { canonicalAddress, findPicture, pictureCheck } from '#transfer/reading/find-picture.ts';
import type { Reading, ReadingOptions, ReadingWorld } from '#transfer/source.ts';

/** What tells one forum from another of its kind, and knows its addresses and pictures. */
export type ForumPlace = Pick<Reading, 'origin' | 'picture' | 'lacksPicture' | 'pictureAddress' | 'homePath' | 'close'>;

/**
 * A forum's place on the web. Its numbers are its own: the address, where it is given (`options.from`), tells two forums apart. What stands below
 * `files` there is no page. Without the address, pictures that are named without a host are nowhere.
 */
export function forumPlace(name: string, files: string, options: ReadingOptions, world: ReadingWorld): ForumPlace {
	const base = options.from?.replace(/\/+$/, '') ?? '';
	const nowhere = `https://${name}.invalid/`;
	const isNowhere = (address: string): boolean => !options.uploads && address.startsWith(nowhere);
	return {
		origin: base ? `${name} ${new URL(base).host}` : name,
		async picture(address) {
			if (isNowhere(address)) throw new Problem('picture.no-origin', 404);
			return findPicture(address, options, world);
		},
		lacksPicture: (address) =>
			isNowhere(address) ? 'picture.no-origin' : (pictureCheck(options).lacksPicture?.(address) ?? null),
		pictureAddress: (found) => canonicalAddress(found, base ? `${base}/` : nowhere),
		homePath(address) {
			// A file that did not come is still there.
			if (address.startsWith('/')) return base && address.startsWith(files) ? `${base}${address}` : address;
			if (!base || !URL.canParse(address)) return null;
			const url = new URL(address);
			return url.host === new URL(base).host && !url.pathname.startsWith(files)
				? `${url.pathname}${url.search}${url.hash}`
				: null;
		},
		close: async () => undefined,
	};
}
