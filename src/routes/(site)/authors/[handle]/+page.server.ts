import { redirect, type RequestEvent } from '@sveltejs/kit';
import { profilePath } from '#membership/member.ts';

/** An author is a member: what they wrote stands on their one page. */
export function load({ params }: RequestEvent) {
	redirect(301, profilePath(params['handle'] as string));
}
