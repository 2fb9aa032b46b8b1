import { holds, type Actor } from '#platform/actor.ts';

/** Staff who write may upload pictures. */
export const mayUpload = (actor: Actor): boolean => holds(actor, 'author', 'moderator', 'editor');

/** Whoever has joined may bring pictures into what they say. */
export const mayBring = (actor: Actor): boolean => actor.kind === 'member' || actor.kind === 'system';

/** What somebody uploaded they may delete again; editors and moderators may delete every picture. */
export const mayDelete = (actor: Actor, picture: { uploader: number | null }): boolean =>
	holds(actor, 'moderator', 'editor') ||
	(mayUpload(actor) && actor.kind === 'member' && picture.uploader === actor.member);

/** What was in a library once comes back by the product itself only. */
export const mayRestore = (actor: Actor): boolean => actor.kind === 'system';

/** One's picture is one's own to choose. */
export const mayKeepPortrait = (actor: Actor, person: { id: number }): boolean =>
	actor.kind === 'member' && actor.member === person.id;

/** It is taken away by whose it is, and by who keeps order here: a picture can offend, too. */
export const mayRemovePortrait = (actor: Actor, person: { id: number }): boolean =>
	mayKeepPortrait(actor, person) || holds(actor, 'moderator', 'editor');
