import { holds, type Actor } from '#platform/actor.ts';

/** Staff who write may upload pictures. */
export const mayUpload = (actor: Actor): boolean => holds(actor, 'author', 'moderator', 'editor');
