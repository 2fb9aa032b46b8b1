import { holds, type Actor } from '#platform/actor.ts';

/** Bringing everything in, and taking everything out, is the owner's. */
export const mayTransfer = (actor: Actor): boolean => holds(actor, 'owner');
