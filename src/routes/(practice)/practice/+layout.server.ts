import { redirect, type ServerLoadEvent } from '@sveltejs/kit';
import { authorize } from '#platform/actor.ts';
import { mayPractise } from '#network/practice/policy.ts';

export const csr = false;

/** The brand's own practice ground: staff only. Whoever has not signed in is asked to, and comes back. */
export function load({ locals, url }: ServerLoadEvent) {
	if (locals.actor.kind === 'visitor') redirect(303, `/login?to=${encodeURIComponent(url.pathname)}`);
	authorize(locals.actor, 'practice.use', mayPractise, null);
}
