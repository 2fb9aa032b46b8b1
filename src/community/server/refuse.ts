import type { Actor } from '#platform/actor.ts';
import { authorize } from '#platform/actor.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { mayComment, mayModerate, mayReadThread, type ThreadState } from '#community/policy.ts';

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
