import type { RequestEvent } from '@sveltejs/kit';
import { listPageRevisions } from '#content/server/index.ts';

export const load = ({ locals, params, url }: RequestEvent) =>
	listPageRevisions(locals.ctx, {
		page: params['id'] as string,
		before: url.searchParams.get('before') ?? undefined,
	});
