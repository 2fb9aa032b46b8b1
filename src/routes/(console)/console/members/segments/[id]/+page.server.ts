import type { RequestEvent } from '@sveltejs/kit';
import { readSegment } from '#membership/server/index.ts';
import { loadSegmentForm, segmentActions } from '#web/segment-form.ts';

export const actions = segmentActions;

export async function load({ locals: { ctx }, params, url }: RequestEvent) {
	const segment = await readSegment(ctx, { id: params['id'] });
	return { ...(await loadSegmentForm(ctx, segment)), saved: url.searchParams.has('saved') };
}
