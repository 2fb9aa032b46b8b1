import type { RequestEvent } from '@sveltejs/kit';
import { countMembers, listMembers } from '#membership/server/index.ts';

export async function load({ locals, url }: RequestEvent) {
	const search = url.searchParams.get('q') ?? '';
	const [members, count] = await Promise.all([
		listMembers(locals.ctx, { search, cursor: url.searchParams.get('cursor') }),
		countMembers(locals.ctx, {}),
	]);
	return { members, count, search };
}
