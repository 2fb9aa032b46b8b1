import { staff, type Actor } from '#platform/actor.ts';

/** The practice network is the brand's own practice ground: whoever works here may look at it and play its followers. */
export const mayPractise = (actor: Actor): boolean => staff(actor);
