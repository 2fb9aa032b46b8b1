import type { Ctx } from '#platform/context/context.ts';
import { listHosts } from '#embed/server/index.ts';

/**
 * Lets the places that the owner named, and no other, show this answer in a frame; what has no policy of its own gets one. Search engines are
 * sent to where the conversation is at home.
 */
export async function allowFrames(response: Response, ctx: Ctx): Promise<void> {
	const ancestors = `frame-ancestors 'self' ${(await listHosts(ctx, {})).join(' ')}`.trim();
	const policy = response.headers.get('content-security-policy') ?? '';
	const named = /frame-ancestors [^;]*/.test(policy)
		? policy.replace(/frame-ancestors [^;]*/, ancestors)
		: [policy, ancestors].filter(Boolean).join('; ');
	response.headers.set('content-security-policy', named);
	response.headers.set('x-robots-tag', 'noindex');
}
