import { matters, type Matter } from '#notification/cadence.ts';
import type { WishKind } from '#notification/wish.ts';

/**
 * What mails to members can be, and be ended as: notices of a kind, or letters. Links carry their places: a new one is added at the end,
 * wherever it stands in the lists that people choose from; fifteen at most.
 */
export const mailKinds = [
	...(['reply', 'mention', 'answer', 'comment', 'reaction', 'reminder', 'staff'] as const),
	...(['digest', 'welcome', 'summary'] as const),
	'message',
] as const;
export type MailKind = WishKind | Matter;

export const isMatter = (kind: MailKind): kind is Matter => matters.some((matter) => matter === kind);
