import type { RequestEvent } from '@sveltejs/kit';
import { mayExportMembers, mayImportList, mayLetIn, mayUseSegments } from '#membership/policy.ts';
import { countApplicants, countMembers, listMembers, listSegments } from '#membership/server/index.ts';

export async function load({ locals: { ctx }, url }: RequestEvent) {
	const search = url.searchParams.get('q') ?? '';
	const segment = url.searchParams.get('segment') ?? '';
	const [members, count, waiting, segments] = await Promise.all([
		listMembers(ctx, { search, segment: segment || undefined, cursor: url.searchParams.get('cursor') }),
		countMembers(ctx, {}),
		mayLetIn(ctx.actor) ? countApplicants(ctx, {}) : 0,
		mayUseSegments(ctx.actor) ? listSegments(ctx, {}) : [],
	]);
	const may = { export: mayExportMembers(ctx.actor), import: mayImportList(ctx.actor) };
	return { may, members, count, waiting, search, segment, segments: segments.map(({ id, name }) => ({ id, name })) };
}
