import { holds, type Actor } from '#platform/actor.ts';

/** Inviting people speaks for the house: editors, and the owner. */
export const mayKeepEvents = (actor: Actor): boolean => holds(actor, 'editor');

/** At the door stands whoever can be spared: everybody who writes or keeps order here. They see who comes. */
export const mayKeepDoor = (actor: Actor): boolean => holds(actor, 'author', 'moderator', 'editor');

/** Whoever has joined may come. */
export const maySignUp = (actor: Actor): boolean => actor.kind === 'member';

/** A ticket is called off by whose it is, and by those who keep the door. */
export const mayCallOff = (actor: Actor, ticket: { member: number | null }): boolean =>
	mayKeepDoor(actor) || (actor.kind === 'member' && actor.member === ticket.member);

/** Whether they are reminded is theirs to say. */
export const mayChangeReminder = (actor: Actor, ticket: { member: number | null }): boolean =>
	actor.kind === 'member' && actor.member === ticket.member;
