import { holds, type Actor } from '#platform/actor.ts';

/** What one can be written to about is part of how the house speaks: editors shape it. */
export const mayArrangeTopics = (actor: Actor): boolean => holds(actor, 'editor');

/** Addresses of people, and who must not be written to: whoever sends sees them. */
export const maySeeSubscribers = (actor: Actor): boolean => holds(actor, 'editor');

/** Writing an address on the list of those who get nothing, and off it. */
export const maySuppress = (actor: Actor): boolean => holds(actor, 'editor');

/** A mailing speaks for the house to everybody at once: editors. */
export const maySendMailings = (actor: Actor): boolean => holds(actor, 'editor');

/** What became of a mailing is for whoever sends or counts. */
export const maySeeMailings = (actor: Actor): boolean => holds(actor, 'editor', 'analyst');

/** How fast mail goes out, and which doors bring reports of it: the owner, who knows the mail server. */
export const maySetPostOffice = (actor: Actor): boolean => holds(actor, 'owner');

/** Sending itself is the product's own work, when a person ordered it. */
export const mayRunMailings = (actor: Actor): boolean => actor.kind === 'system';

/** What somebody is told is theirs alone. */
export const mayReadNotices = (actor: Actor): boolean => actor.kind === 'member';
