import { holds, type Actor } from '#platform/actor.ts';

/** Whether the house speaks to the open network, and to whom not, is the owner's to say. */
export const mayFederate = (actor: Actor): boolean => holds(actor, 'owner');

/** What comes from other servers is taken in by the product itself. */
export const mayHear = (actor: Actor): boolean => actor.kind === 'system';
