import type { Picture } from '#media/picture.ts';
import type { Locale } from '#platform/language/locale.ts';

/** Who may sign up: everybody, who joins in the same step, or whoever has joined already. */
export const accesses = ['everybody', 'members'] as const;
export type Access = (typeof accesses)[number];

/** What decides whether somebody may sign up now. */
export interface Occasion {
	begins: Date;
	ends: Date;
	capacity: number | null;
	/** Seats that are given. */
	taken: number;
	opens: Date | null;
	closes: Date | null;
	cancelled: Date | null;
}

/** What the brand invites to, as lists show it. */
export interface GatheringCard extends Occasion {
	id: number;
	slug: string;
	path: string;
	title: string;
	excerpt: string;
	locale: Locale;
	place: string;
	access: Access;
	picture: Picture | null;
}

/** The whole of it, as its page shows it. */
export interface ShownGathering extends GatheringCard {
	html: string;
	address: string;
	map: string | null;
	published: Date;
	changed: Date;
}

/** Where signing up stands: `waiting` means that every seat is given and a place in the queue can be had. */
export type SignUpState = 'soon' | 'open' | 'waiting' | 'closed' | 'over' | 'cancelled';

export function signUpState(one: Occasion, now: Date): SignUpState {
	if (one.cancelled) return 'cancelled';
	if (one.ends <= now) return 'over';
	if ((one.closes ?? one.begins) <= now || one.begins <= now) return 'closed';
	if (one.opens && one.opens > now) return 'soon';
	return one.capacity !== null && one.taken >= one.capacity ? 'waiting' : 'open';
}

/** Seats that are left; null: as many as come. */
export const seatsLeft = ({ capacity, taken }: Pick<Occasion, 'capacity' | 'taken'>): number | null =>
	capacity === null ? null : Math.max(0, capacity - taken);

/** The name of one among the things that pages are about. */
export const eventThing = (id: number): string => `event:${id}`;

/** Where it is read, where one's ticket is, and where people are let in. */
export const eventPath = (slug: string): string => `/events/${encodeURIComponent(slug)}`;
export const ticketPath = (ticket: number): string => `/account/events/${ticket}`;
/** What the code at the door opens, where those who come say so themselves. */
export const herePath = (slug: string, key: string): string => `${eventPath(slug)}/here/${encodeURIComponent(key)}`;
export const doorPath = '/console/events/door';

/** Hours before it begins from which on somebody may say that they are here. */
export const earlyHours = 3;

/** How much somebody may tell the house when they sign up, in characters. */
export const longestNote = 300;
