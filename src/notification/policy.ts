import { holds, type Actor } from '#platform/actor.ts';

/** What one can be written to about is part of how the house speaks: editors shape it. */
export const mayArrangeTopics = (actor: Actor): boolean => holds(actor, 'editor');

/** Addresses of people, and who must not be written to: whoever sends sees them. */
export const maySeeSubscribers = (actor: Actor): boolean => holds(actor, 'editor');

/** Writing an address on the list of those who get nothing, and off it. */
export const maySuppress = (actor: Actor): boolean => holds(actor, 'editor');
