import { holds, type Actor } from '#platform/actor.ts';

/** Who may see what works: those who write, and those who count. It tells of revenue, so not every member of staff. */
export const mayReadBoard = (actor: Actor): boolean => holds(actor, 'editor', 'analyst');
