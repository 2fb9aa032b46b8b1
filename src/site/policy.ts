import { holds, type Actor } from '#platform/actor.ts';

/** How the place looks and what it is called is the owner's. */
export const mayChangeSite = (actor: Actor): boolean => holds(actor, 'owner');
