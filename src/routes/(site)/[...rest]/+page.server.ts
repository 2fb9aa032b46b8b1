import { notFound } from '#platform/problem.ts';

export const csr = false;

/** Whatever nothing else answers: the page that helps, inside the site's own frame. */
export function load(): never {
	throw notFound('page');
}
