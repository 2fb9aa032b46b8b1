import { redirect, type RequestEvent } from '@sveltejs/kit';
import { findCommentPath } from '#community/server/index.ts';

/** Leads to the place of a comment in its conversation, on whichever page it stands now. */
export async function GET({ locals, params, setHeaders }: RequestEvent): Promise<never> {
	setHeaders({ 'x-robots-tag': 'noindex' });
	redirect(302, await findCommentPath(locals.ctx, { id: params['id'] as never }));
}
