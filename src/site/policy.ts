import { holds, type Actor } from '#platform/actor.ts';

/** How the place looks and what it is called is the owner's. */
export const mayChangeSite = (actor: Actor): boolean => holds(actor, 'owner');

/** Pages, menus and what the house announces are daily work: the editors'. */
export const mayArrangeSite = (actor: Actor): boolean => holds(actor, 'editor');
