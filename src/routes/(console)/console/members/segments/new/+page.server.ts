import type { RequestEvent } from '@sveltejs/kit';
import { loadSegmentForm, segmentActions } from '#web/segment-form.ts';

export const actions = segmentActions;
export const load = ({ locals }: RequestEvent) => loadSegmentForm(locals.ctx, null);
