import type { RequestEvent } from '@sveltejs/kit';
import { authorize } from '#platform/actor.ts';
import { mayKeepEvents } from '#gathering/policy.ts';
import { gatheringActions } from '#web/gathering-form.ts';

export const actions = gatheringActions;

export function load({ locals: { actor } }: RequestEvent) {
	authorize(actor, 'event.keep', mayKeepEvents, null);
	return { event: null, saved: false };
}
