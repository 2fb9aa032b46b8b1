import { json, type RequestEvent } from '@sveltejs/kit';
import { visitor } from '#platform/actor.ts';
import { countTalk, listHosts, mostCounts } from '#embed/server/index.ts';

/** How much is said, for pages of the places that may show it; as everybody may know it. */
export async function GET({ locals, url, request }: RequestEvent): Promise<Response> {
	const ctx = { ...locals.ctx, actor: visitor };
	const origin = request.headers.get('origin') ?? '';
	const allowed = (await listHosts(ctx, {})).includes(origin);
	const threads = url.searchParams.getAll('thread').filter((id) => /^\d{1,15}$/.test(id) && Number(id) > 0);
	const found = await countTalk(ctx, {
		threads: threads.slice(0, mostCounts).map(Number),
		addresses: url.searchParams
			.getAll('address')
			.slice(0, 100)
			.map((one) => one.slice(0, 4_000)),
	});
	const headers = {
		vary: 'Origin',
		'cache-control': 'public, max-age=60',
		...(allowed ? { 'access-control-allow-origin': origin } : {}),
	};
	return json(found, { headers });
}
