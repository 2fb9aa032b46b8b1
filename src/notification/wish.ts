import { orderKinds, type Notice } from '#notification/notice.ts';

/** By which ways a member can be told of something: the bell on the site, a mail, a push to a device. */
export const ways = ['site', 'mail', 'push'] as const;
export type Way = (typeof ways)[number];

/** What a member chooses ways for. `staff` is what became of one's own words. */
export const wishKinds = ['reply', 'mention', 'answer', 'comment', 'reaction', 'reminder', 'message', 'staff'] as const;
export type WishKind = (typeof wishKinds)[number];
export type Wishes = Record<WishKind, Way[]>;

/** What can be chosen now. */
export const offeredWays: readonly Way[] = ways;

/** What whoever chose nothing gets: what is meant for them by every way, what is only pleasant on the site. */
export const customaryWays: Readonly<Record<WishKind, readonly Way[]>> = {
	reply: ['site', 'mail', 'push'],
	mention: ['site', 'mail', 'push'],
	answer: ['site', 'mail', 'push'],
	comment: ['site', 'mail'],
	reaction: ['site'],
	reminder: ['site', 'mail', 'push'],
	message: ['site', 'mail', 'push'],
	staff: ['site', 'mail'],
};

/** The house always says on the site what it did with somebody's words; private messages have the envelope there. */
export const fixedWay = (kind: WishKind, way: Way): boolean =>
	(kind === 'staff' || kind === 'message') && way === 'site';

/** The wish that a notice falls under. */
export const wishOf = (kind: Notice['kind']): WishKind =>
	orderKinds.some((one) => one === kind) ? 'staff' : (kind as WishKind);

/** What is kept when these were ticked: what is not offered stays as is customary, what is fixed stays. */
export const keptWays = (kind: WishKind, ticked: readonly Way[]): Way[] =>
	ways.filter((way) => fixedWay(kind, way) || (offeredWays.includes(way) ? ticked : customaryWays[kind]).includes(way));
