import { matters, type Matter } from '#notification/cadence.ts';
import { wishKinds, type WishKind } from '#notification/wish.ts';

/** What mails to members can be, and be ended as: notices of a kind, or letters. New ones are added at the end: links carry their places, ten at most. */
export const mailKinds = [...wishKinds, ...matters] as const;
export type MailKind = WishKind | Matter;

export const isMatter = (kind: MailKind): kind is Matter => matters.some((matter) => matter === kind);
