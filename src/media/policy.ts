import { holds, type Actor } from '#platform/actor.ts';

/** Staff who write may upload pictures. */
export const mayUpload = (actor: Actor): boolean => holds(actor, 'author', 'moderator', 'editor');

/** What somebody uploaded they may delete again; editors and moderators may delete every picture. */
export const mayDelete = (actor: Actor, picture: { uploader: number | null }): boolean =>
	holds(actor, 'moderator', 'editor') ||
	(mayUpload(actor) && actor.kind === 'member' && picture.uploader === actor.member);

/** What was in a library once comes back by the product itself only. */
export const mayRestore = (actor: Actor): boolean => actor.kind === 'system';
