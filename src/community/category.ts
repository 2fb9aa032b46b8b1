/** Who sees a category: everybody, whoever has joined, or those whom it names. */
export const seers = ['everybody', 'members', 'some'] as const;
export type SeenBy = (typeof seers)[number];

/** Who answers in it, of those who see it. */
export const answerers = ['members', 'some'] as const;
export type AnsweredBy = (typeof answerers)[number];

/** Who begins in it, of those who see it. */
export const starters = ['members', 'staff', 'some'] as const;
export type StartedBy = (typeof starters)[number];

/** What somebody is named for. Those who keep the peace may do all of it everywhere. */
export const acts = ['see', 'answer', 'start'] as const;
export type Act = (typeof acts)[number];

/** Roles that can be named; a member is meant by "members", and whoever moderates is always among them. */
export const namedRoles = ['author', 'analyst'] as const;
export type NamedRole = (typeof namedRoles)[number];

/** Those whom a category means by "some", as forms and programs write them: `role:author`, `segment:3`, `group:2`. */
export const named = /^(?:role:(author|analyst)|segment:(\d{1,15})|group:(\d{1,15}))$/;

/** So many can be named for one act. */
export const mostNamed = 50;
