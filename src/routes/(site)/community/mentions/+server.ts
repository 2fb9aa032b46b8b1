import { json, type RequestEvent } from '@sveltejs/kit';
import { listMentionable } from '#community/server/index.ts';

/** Whom the beginning of a name may mean, for the form of a conversation. Nobody without a session is told any name. */
export async function GET({ locals, url, setHeaders }: RequestEvent): Promise<Response> {
	setHeaders({ 'x-robots-tag': 'noindex', 'cache-control': 'private, no-store' });
	const q = url.searchParams.get('q')?.slice(0, 30).trim();
	if (!q || locals.actor.kind !== 'member') return json([]);
	const thread = /^\d{1,15}$/.exec(url.searchParams.get('thread') ?? '')?.[0];
	return json(await listMentionable(locals.ctx, { q, thread: thread || undefined }));
}
