import { holds, type Actor } from '#platform/actor.ts';

/** Speaking for the brand on a network, and making tracked links: whoever writes for it. */
export const mayShare = (actor: Actor): boolean => holds(actor, 'author', 'editor');

/** Connecting an account hands a network the brand's name: editors, since they speak for it every day, and the owner. */
export const mayConnect = (actor: Actor): boolean => holds(actor, 'editor');

/** The list of posts and their numbers are for whoever writes or counts. */
export const maySeePosts = (actor: Actor): boolean => holds(actor, 'author', 'editor', 'analyst', 'moderator');

/** What was posted and linked elsewhere comes home by the product itself only: times and outcomes are believed. */
export const mayBringPosts = (actor: Actor): boolean => actor.kind === 'system';
