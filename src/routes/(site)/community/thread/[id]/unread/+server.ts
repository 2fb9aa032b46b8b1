import { redirect, type RequestEvent } from '@sveltejs/kit';
import { findUnreadPath } from '#community/server/index.ts';
import { threadId } from '#web/thread-place.ts';

/** Leads to the first comment that whoever asks has not seen. */
export async function GET({ locals, params, setHeaders }: RequestEvent): Promise<never> {
	setHeaders({ 'x-robots-tag': 'noindex' });
	redirect(302, await findUnreadPath(locals.ctx, { thread: threadId(params['id'] as string) }));
}
