import { holds, type Actor } from '#platform/actor.ts';

/** Whoever has joined may complain of what others said, also in a closed thread. */
export const mayFlag = (actor: Actor, comment: { author: number | null }): boolean =>
	actor.kind === 'member' && actor.member !== comment.author;

/** The queue, who complained and what is decided are for those who keep the peace. */
export const mayKeepOrder = (actor: Actor): boolean => holds(actor, 'moderator', 'editor');

/** What a member handed over is looked at and decided by those who keep the peace, never by whoever wrote it. */
export const mayDecideReport = (actor: Actor, report: { author: number | null }): boolean =>
	mayKeepOrder(actor) && !(actor.kind === 'member' && actor.member === report.author);

/** Complaints from elsewhere come by the product itself. */
export const mayBringFlag = (actor: Actor): boolean => actor.kind === 'system';

/** What was decided and why is for everybody who has joined. */
export const mayReadLog = (actor: Actor): boolean => actor.kind !== 'visitor';
