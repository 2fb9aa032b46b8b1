import { json, type RequestEvent } from '@sveltejs/kit';
import { countSegment } from '#membership/server/index.ts';

/** How many members a definition means now, for the editor of a segment. */
export async function POST({ locals: { ctx }, request }: RequestEvent): Promise<Response> {
	const definition: unknown = await request.json().catch(() => null);
	return json(await countSegment(ctx, { definition: definition as never }), {
		headers: { 'cache-control': 'no-store' },
	});
}
