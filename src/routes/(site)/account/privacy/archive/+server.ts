import { redirect, type RequestEvent } from '@sveltejs/kit';
import { answerArchive } from '#web/answer-archive.ts';

/** A member's own data, as a file. */
export function GET(event: RequestEvent) {
	const { actor } = event.locals;
	if (actor.kind !== 'member') redirect(303, '/login?to=/account/privacy');
	return answerArchive(event, actor.member, '/account/privacy');
}
