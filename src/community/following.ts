/**
 * How closely somebody follows a thread: told of every comment; counted as unread; as its category is followed; not shown.
 */
export const threadLevels = ['watch', 'track', 'normal', 'mute'] as const;
export type ThreadLevel = (typeof threadLevels)[number];

/** Of a category or a tag `normal` is what it is without a word. */
export type CategoryLevel = ThreadLevel;

/** Tags that one member follows or mutes. */
export const mostTagsFollowed = 200;

/** The lists that a member has of their own. */
export const memberLists = ['latest', 'unread', 'newest'] as const;
export type MemberList = (typeof memberLists)[number];

/** Where each is read. */
export const listPath = (list: MemberList): string => `/community/${list}`;

/** Where a member finds again what they follow so closely, or muted. */
export const followedPath = (level: ThreadLevel): string => `/account/followed?level=${level}`;

/** Where the first comment of a thread is that its reader has not seen. */
export const unreadPath = (thread: number): string => `/community/thread/${thread}/unread`;

/** A thread that nobody of a list has opened is news for so long, in days. */
export const newsDays = 30;

/** Whoever was away for so long comes for a new visit, in milliseconds. */
export const visitGap = 30 * 60_000;
