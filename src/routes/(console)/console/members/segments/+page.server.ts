import type { RequestEvent } from '@sveltejs/kit';
import { mayKeepSegment } from '#membership/policy.ts';
import { countSegment, listSegments } from '#membership/server/index.ts';

export async function load({ locals: { ctx }, url }: RequestEvent) {
	const segments = await listSegments(ctx, {});
	const counts = await Promise.all(segments.map(({ definition }) => countSegment(ctx, { definition })));
	return {
		segments: segments.map(({ id, name, changed }, index) => ({ id, name, changed, count: counts[index] })),
		may: { keep: mayKeepSegment(ctx.actor) },
		retired: url.searchParams.has('retired'),
	};
}
