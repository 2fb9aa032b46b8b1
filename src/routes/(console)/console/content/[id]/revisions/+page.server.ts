import type { RequestEvent } from '@sveltejs/kit';
import { listRevisions } from '#content/server/index.ts';

export const load = ({ locals, params, url }: RequestEvent) =>
	listRevisions(locals.ctx, {
		article: params['id'] as string,
		before: url.searchParams.get('before') ?? undefined,
	});
