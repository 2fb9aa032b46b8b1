import { holds, staff, type Actor } from '#platform/actor.ts';

/** How the whole site is found (feeds, redirects, mentions, search engines' keys) is the editors' and the owner's. */
export const mayChangeFound = (actor: Actor): boolean => holds(actor, 'editor');

/** Everybody who works here may see how the site is found. */
export const mayReadFound = (actor: Actor): boolean => staff(actor);

/** A key to what a search engine knows of the brand is the owner's to give and to take back. */
export const mayConnectSearch = (actor: Actor): boolean => holds(actor, 'owner');

/** Only the product itself writes down what a search engine tells. */
export const mayCollectSearch = (actor: Actor): boolean => actor.kind === 'system';
