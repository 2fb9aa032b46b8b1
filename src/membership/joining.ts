import { roles, type Role } from '#platform/actor.ts';

/** Ways in which people become members; a site has one. */
export const joiningWays = ['open', 'invitation', 'approval'] as const;
export type JoiningWay = (typeof joiningWays)[number];

/** Days that an invitation holds: to work here less long than to be a member. */
export const longestInvitation = (role: Role): number => (role === 'member' ? 60 : 7);

export const isRole = (role: string): role is Role => (roles as readonly string[]).includes(role);

/** Where an invitation leads. Looking at it uses nothing up. */
export const invitationPath = (token: string): string => `/join?invitation=${token}`;
