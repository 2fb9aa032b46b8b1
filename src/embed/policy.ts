import { holds, type Actor } from '#platform/actor.ts';

/** Who may show this house in a frame decides what can be laid over it: that is the owner's to say. */
export const mayAllowHosts = (actor: Actor): boolean => holds(actor, 'owner');

/** A page elsewhere gets its conversation by the product itself, which has looked at it. */
export const mayOpenPage = (actor: Actor): boolean => actor.kind === 'system';
