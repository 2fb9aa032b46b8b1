import type { RequestEvent } from '@sveltejs/kit';
import { staff } from '#platform/actor.ts';
import type { Follower } from '#insight/server/index.ts';

/** Who follows a link, as far as counting needs to know. */
export function followerOf({ locals: { actor, front }, platform, request }: RequestEvent): Follower {
	const headers = platform?.req.headers ?? {};
	return {
		address: front.address,
		userAgent: headers['user-agent'] ?? '',
		headers,
		member: actor.kind === 'member' ? { id: actor.member, staff: staff(actor) } : null,
		method: request.method,
	};
}
