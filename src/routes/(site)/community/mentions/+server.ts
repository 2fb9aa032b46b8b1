import { json, type RequestEvent } from '@sveltejs/kit';
import { listMentionable } from '#community/server/index.ts';
import { suggestThreads } from '#web/search-page.ts';

/**
 * Whom the beginning of a name may mean (`@`, or as it is), and which threads some words (`#`), for the form of a conversation. Nobody
 * without a session is told any name, and nobody of a thread that they may not read.
 */
export async function GET({ locals, url, setHeaders }: RequestEvent): Promise<Response> {
	setHeaders({ 'x-robots-tag': 'noindex', 'cache-control': 'private, no-store' });
	const q = url.searchParams.get('q')?.slice(0, 30).trim();
	if (!q || locals.actor.kind !== 'member') return json([]);
	if (q.startsWith('#')) return json(await suggestThreads(locals.ctx, q.slice(1)));
	const thread = /^\d{1,15}$/.exec(url.searchParams.get('thread') ?? '')?.[0];
	return json(await listMentionable(locals.ctx, { q: q.replace(/^@/, ''), thread: thread || undefined }));
}
