import { notFound } from '#platform/problem.ts';

export const csr = false;
/** An old address may end in a slash: it is looked up as it was asked for, not led to its parent first. */
export const trailingSlash = 'ignore';

/** Whatever nothing else answers: the page that helps, inside the site's own frame. */
export function load(): never {
	throw notFound('page');
}
