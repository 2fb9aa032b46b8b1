import type { RequestEvent } from '@sveltejs/kit';
import type { Ctx } from '#platform/context/context.ts';
import { releaseFromCookie } from '#web/comment-actions.ts';
import { signUpFromCookie } from '#web/event-actions.ts';

/**
 * What this browser began before its person joined, done now in the name of `ctx`: a comment, a place at an event. Where it
 * leads; null when there was nothing. For every page that lets somebody in.
 */
export const releaseHeld = async (event: RequestEvent, ctx: Ctx): Promise<string | null> =>
	(await releaseFromCookie(event, ctx)) ?? (await signUpFromCookie(event, ctx));
