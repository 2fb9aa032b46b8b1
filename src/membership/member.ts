import { z } from 'zod';
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

/** An e-mail address as it is stored: lower case, at most 200 characters. */
export const emailField = z.string().trim().toLowerCase().max(200, 'too-long').pipe(z.email('email'));

/** Signs that cannot be seen or that turn the reading direction could pass one person off as another. */
const deceiving = /[\p{Cc}\p{Co}\u00ad\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff]/u;

/** Nothing in a text hides or turns the reading direction; lines may break. */
export const readable = (text: string): boolean => !deceiving.test(text.replace(/[\n\t]/g, ''));

/** A person's name as it is shown: 1–60 characters, at least one letter or digit, nothing invisible, no address. */
export const nameField = z
	.string()
	.transform((name) =>
		name
			.normalize('NFC')
			.trim()
			.replace(/[ \t\u3000]+/g, ' '),
	)
	.pipe(
		z
			.string()
			.min(1, 'missing')
			.max(60, 'too-long')
			.refine((name) => !deceiving.test(name) && /[\p{L}\p{N}]/u.test(name), 'name')
			.refine((name) => !/:\/\/|www\./i.test(name), 'name'),
	);

/** The actor that a member is. */
export const asActor = ({ id, name, handle, role, withheld }: SessionMember): Extract<Actor, { kind: 'member' }> => ({
	kind: 'member',
	member: id,
	name,
	handle,
	role,
	...(withheld ? { withheld } : {}),
});
