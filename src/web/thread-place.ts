import { starsQuery } from '#community/stars.ts';
import { threadFilters, type ThreadFilter } from '#community/kind.ts';

/** Where in a thread a reader is: the page, one branch, the comment to answer, only those of so many stars. What is no number is left out. */
export function threadPlace(url: URL): { after?: number; branch?: number; reply?: number; stars?: number } {
	const place: { after?: number; branch?: number; reply?: number; stars?: number } = {};
	const stars = url.searchParams.get(starsQuery);
	if (stars && /^[1-5]$/.test(stars)) place.stars = Number(stars);
	for (const name of ['after', 'branch', 'reply'] as const) {
		const value = url.searchParams.get(name);
		if (value && /^\d{1,15}$/.test(value) && Number(value) > 0) place[name] = Number(value);
	}
	return place;
}

/** The thread's id at the beginning of `12-title`; 0, which no thread has, when there is none. */
export const threadId = (place: string): number => Number(/^(\d{1,15})(?:-|$)/.exec(place)?.[1] ?? 0);

/** What a list of threads is narrowed to; a word that is none is left out. */
export function threadShow(url: URL): { show?: ThreadFilter } {
	const show = threadFilters.find((one) => one === url.searchParams.get('show'));
	return show ? { show } : {};
}

/** Where a list of threads goes on (`name`: where the address says so); a cursor that is none is left out. */
export function threadBefore(url: URL, name = 'before'): { before?: string } {
	const before = url.searchParams.get(name);
	return before && /^\d{1,17}-\d{1,16}$/.test(before) ? { before } : {};
}
