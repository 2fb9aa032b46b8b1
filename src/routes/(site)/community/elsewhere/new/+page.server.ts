import { redirect, type RequestEvent } from '@sveltejs/kit';
import { firstWord } from '#web/first-word.ts';

export const csr = false;
export const load = ({ url }: RequestEvent): { address: string } => {
	if (!url.search) redirect(302, '/community');
	return { address: url.searchParams.get('address') ?? '' };
};

/** The first word about a page elsewhere, in a window of this house. */
export const actions = { comment: firstWord };
