import { staff, type Actor } from '#platform/actor.ts';

/** Somebody who is in a talk, or is to be. */
export interface Correspondent {
	id: number;
	role: string;
	/** They want no messages from members, left the talk, or block whoever asks: which of them is nobody's business. */
	shut: boolean;
}

/** Whoever has joined has a list of talks. Programs do not read what people write to each other: there is no scope for it. */
export const mayCorrespond = (actor: Actor): boolean => actor.kind === 'member' && actor.scopes === undefined;

/** Those who work here reach everybody, and are reached by everybody. */
export const mayReach = (actor: Actor, person: Correspondent): boolean =>
	mayCorrespond(actor) &&
	actor.kind === 'member' &&
	actor.member !== person.id &&
	(staff(actor) || person.role !== 'member' || !person.shut);

/** What is one's own is taken back at any time. */
export const mayTakeBack = (actor: Actor, message: { author: number | null }): boolean =>
	mayCorrespond(actor) && actor.kind === 'member' && actor.member === message.author;
