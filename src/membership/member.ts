import type { Actor, Role } from '#platform/actor.ts';

/** A person as every page may show them. */
export interface Profile {
	id: number;
	handle: string;
	name: string;
	bio: string;
	role: Role;
	joined: Date;
	/** Where the profile is read. */
	path: string;
	/** Address of their picture; null: none. */
	portrait: string | null;
}

/** The holder of a session: just enough to greet and to judge. */
export interface SessionMember {
	id: number;
	name: string;
	handle: string;
	role: Role;
	/** The role that is withheld until a second proof is given; `role` is then a member's. */
	withheld?: Role;
}

/** The name of a member among the things that pages and facts are about. */
export const memberThing = (id: number): string => `member:${id}`;

/** Where a member's profile is read. */
export const profilePath = (handle: string): string => `/members/${encodeURIComponent(handle)}`;

/** The actor that a member is. */
export const asActor = ({ id, name, handle, role, withheld }: SessionMember): Extract<Actor, { kind: 'member' }> => ({
	kind: 'member',
	member: id,
	name,
	handle,
	role,
	...(withheld ? { withheld } : {}),
});
