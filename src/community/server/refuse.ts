import type { Actor } from '#platform/actor.ts';
import { authorize } from '#platform/actor.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { mayComment, mayModerate, mayReadThread, type ThreadState } from '#community/policy.ts';
import type { Objection } from '#community/rules.ts';

/** Throws what the rules object to. */
export function refuse(objection: Objection | null): void {
	if (objection) throw new Problem(objection.code, objection.status, objection.details);
}

/** Throws while the word is taken from a member. */
export function refuseSilenced(until: Date | null, now: Date): void {
	if (until && until > now) {
		const hours = Math.ceil((until.getTime() - now.getTime()) / 3_600_000);
		throw new Problem('member.silenced', 403, { hours });
	}
}

/** Throws unless something may be said in this thread, by the most telling name: gone, not joined, hidden, closed. */
export function authorizeComment(actor: Actor, thread: ThreadState | undefined): asserts thread is ThreadState {
	if (!thread || !mayReadThread(actor, thread)) throw notFound('thread');
	if (actor.kind !== 'visitor') refuseState(actor, thread);
	authorize(actor, 'comment.post', mayComment, thread);
}

/** Throws when the thread's state alone forbids to write. */
export function refuseState(actor: Actor, thread: ThreadState): void {
	if (thread.hidden || thread.withdrawn) throw new Problem('thread.hidden', 409);
	if (thread.closed && !mayModerate(actor)) throw new Problem('thread.closed', 409);
	if (thread.quiet) throw new Problem('thread.not-for-you', 403);
}
