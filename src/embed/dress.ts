import { matchLocale, type Locale } from '#platform/language/locale.ts';

/** What a conversation wears on another page: that page's language and light, where it says them. */
export interface Dress {
	locale: Locale | null;
	look: 'light' | 'dark' | null;
}

const framed = /^\/embed\/([a-zA-Z-]{1,12})\.(auto|light|dark)\/(?:thread\/\d{1,15}|page)(?:\/__data\.json)?$/;

/** The dress in the address of a framed page; null: it is none. It stands in the path, so that every link inside keeps it. */
export function dressOf(path: string): Dress | null {
	const found = framed.exec(path);
	if (!found) return null;
	return {
		locale: found[1] === 'auto' ? null : matchLocale(found[1]),
		look: found[2] === 'auto' ? null : (found[2] as 'light' | 'dark'),
	};
}

/** Where a thread is read in a frame. */
export const framedThreadPath = (dress: string, thread: number): string => `/embed/${dress}/thread/${thread}`;
