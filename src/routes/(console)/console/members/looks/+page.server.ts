import type { RequestEvent } from '@sveltejs/kit';
import { listLooks } from '#membership/server/index.ts';

export const load = async ({ locals: { ctx }, url }: RequestEvent) => ({
	looks: await listLooks(ctx, { before: url.searchParams.get('before') ?? undefined }),
});
