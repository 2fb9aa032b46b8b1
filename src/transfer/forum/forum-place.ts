import { canonicalAddress, findPicture, pictureCheck } from '#transfer/reading/find-picture.ts';
import type { Reading, ReadingOptions, ReadingWorld } from '#transfer/source.ts';

/** What tells one forum from another of its kind, and knows its addresses and pictures. */
export type ForumPlace = Pick<Reading, 'origin' | 'picture' | 'hasPicture' | 'pictureAddress' | 'homePath' | 'close'>;

/**
 * A forum's place on the web. Its numbers are its own: the address, where it is given (`options.from`), tells two forums apart. What stands below
 * `files` there is no page.
 */
export function forumPlace(name: string, files: string, options: ReadingOptions, world: ReadingWorld): ForumPlace {
	const base = options.from?.replace(/\/+$/, '') ?? '';
	return {
		origin: base ? `${name} ${new URL(base).host}` : name,
		picture: (address) => findPicture(address, options, world),
		...pictureCheck(options),
		pictureAddress: (found) => canonicalAddress(found, `${base || `https://${name}.invalid`}/`),
		homePath(address) {
			if (address.startsWith('/')) return address;
			if (!base || !URL.canParse(address)) return null;
			const url = new URL(address);
			return url.host === new URL(base).host && !url.pathname.startsWith(files)
				? `${url.pathname}${url.search}${url.hash}`
				: null;
		},
		close: async () => undefined,
	};
}
