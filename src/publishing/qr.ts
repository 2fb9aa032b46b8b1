/** Where a printed code hangs. */
export const qrPlaces = ['shop', 'table', 'package', 'event'] as const;
export type QrPlace = (typeof qrPlaces)[number];

/** A printed code as the console shows it. */
export interface QrCard {
	id: number;
	name: string;
	place: QrPlace;
	/** The line printed under it; empty for the usual one. */
	words: string;
	/** What it holds: the whole address, `/go/CODE`. */
	url: string;
	/** The path it opens. */
	target: string;
	/** What stands there; null when nobody can see anything there now. */
	opens: Destination | null;
	author: number | null;
	created: Date;
	stopped: Date | null;
	/** How often people followed it, and how many of them joined by it as their first touch. */
	scans: number;
	joined: number;
	lastScanned: Date | null;
}

/** Pages that every site has, by what they are called in the catalogue. */
export const fixedPages = {
	'/': 'home',
	'/join': 'join',
	'/articles': 'articles',
	'/community': 'community',
	'/newsletter': 'newsletter',
	'/events': 'events',
} as const;

/** What stands at a path: a page that every site has, or something with a title. */
export type Destination =
	| { fixed: (typeof fixedPages)[keyof typeof fixedPages]; title: null; article: null }
	| { fixed: null; title: string; article: number | null };

/** Cards on a sheet of A4: columns, rows. */
export const sheetSizes = { poster: [1, 1], card: [2, 3], small: [3, 4], sticker: [4, 6] } as const;
export type SheetSize = keyof typeof sheetSizes;

/** Most cards that are laid out at once. */
export const mostCards = 240;

/** The cards in pages: each code as often as asked, as many as fit; without a number, the sheets are filled. */
export function layCards<Code>(codes: readonly Code[], size: SheetSize, copies: number | null): Code[][] {
	const [columns, rows] = sheetSizes[size];
	const fit = columns * rows;
	const times = copies ?? Math.max(1, Math.floor(fit / Math.max(1, codes.length)));
	const cards = codes.flatMap((code) => Array<Code>(times).fill(code)).slice(0, mostCards);
	return Array.from({ length: Math.ceil(cards.length / fit) }, (_, page) => cards.slice(page * fit, (page + 1) * fit));
}

/** What somebody asked for in an address, as far as it can be done. */
export function readSheet(query: URLSearchParams): { size: SheetSize; copies: number | null } {
	const size = query.get('size') ?? '';
	const copies = Number(query.get('copies'));
	return {
		size: Object.hasOwn(sheetSizes, size) ? (size as SheetSize) : 'small',
		copies: Number.isInteger(copies) && copies >= 1 ? Math.min(copies, mostCards) : null,
	};
}
