import { workStates, type WorkState } from '#content/work-state.ts';

/** What the list of articles is narrowed to, read from its address; what is none is left out. */
export interface ArticleFilter {
	state?: WorkState;
	author?: number;
	tag?: string;
	q?: string;
	before?: number;
}

export function articleFilter(search: URLSearchParams): ArticleFilter {
	const number = (name: string): number | undefined => {
		const value = search.get(name) ?? '';
		return /^[1-9]\d{0,14}$/.test(value) ? Number(value) : undefined;
	};
	const text = (name: string, most: number): string | undefined =>
		[...(search.get(name) ?? '').trim()].slice(0, most).join('') || undefined;
	const state = workStates.find((one) => one === search.get('state'));
	const [author, before, tag, q] = [number('author'), number('before'), text('tag', 30), text('q', 150)];
	return {
		...(state ? { state } : {}),
		...(author ? { author } : {}),
		...(tag ? { tag } : {}),
		...(q ? { q } : {}),
		...(before ? { before } : {}),
	};
}

/** The address of the list narrowed so, with some of it changed; undefined takes a part away. */
export function filterPath(
	filter: ArticleFilter,
	change: { [K in keyof ArticleFilter]?: ArticleFilter[K] | undefined },
): string {
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries({ ...filter, before: undefined, ...change }))
		if (value !== undefined) search.set(name, String(value));
	return `/console/content${search.size ? `?${search.toString()}` : ''}`;
}
