import type { Ctx } from '#platform/context/context.ts';

/** Whose data is meant. */
export interface Person {
	id: number;
	/** The address that they proved; null when they have none. */
	email: string | null;
	/** Addresses that they signed in with before. */
	former?: readonly string[];
}

/** Every address that is or was a person's own. */
export const addressesOf = ({ email, former }: Person): string[] => [...(email ? [email] : []), ...(former ?? [])];

/** Something between a person and the house, for the member's card. */
export interface Touch {
	time: Date;
	/** What it was: `comment`, `order`; said by `touch.KIND` of membership's catalogue. */
	kind: string;
	/** Tells touches apart: `comment:12`. ASCII. */
	key: string;
	/** What it was about: the first words, an amount. */
	text: string;
	/** Where it is seen. */
	href: string | null;
}

/** Where a list of touches goes on: before this time, and at this time before this key. */
export interface TouchCursor {
	time: Date;
	key: string;
}

/** A row about a person, as the archive carries it. */
export interface PersonRow {
	/** File of the archive: `comments`. */
	section: string;
	row: Record<string, unknown>;
}

/**
 * What a module knows of people. Every module that keeps something about a person offers one to the composition root; the
 * member's card, the archive that a person may ask for and the deletion are made of them.
 */
export interface PersonSource {
	/** The module. */
	name: string;
	/** What happened between the person and the house, newest first, at most `limit`, strictly before the cursor. */
	touches?(ctx: Ctx, person: Person, before: TouchCursor | null, limit: number): Promise<Touch[]>;
	/** Everything that is kept about the person, row by row, without secrets and without what belongs to others. */
	collect(ctx: Ctx, person: Person): AsyncIterable<PersonRow>;
	/** Lets the person go, inside the command that erases: what is theirs alone goes, what others need stays without them. */
	forget(ctx: Ctx, person: Person): Promise<void>;
}

const known: PersonSource[] = [];

/** Says what knows of people. Called once, by the composition root; a later call replaces what was said. */
export function offerPersonSources(sources: readonly PersonSource[]): void {
	known.splice(0, known.length, ...sources);
}

/** Everything that knows of people. */
export const personSources = (): readonly PersonSource[] => known;

/** Newest first; at the same time the greater key first, compared as bytes are (`collate "C"`). */
export const byTime = (one: TouchCursor, other: TouchCursor): number =>
	other.time.getTime() - one.time.getTime() || (one.key < other.key ? 1 : one.key > other.key ? -1 : 0);
