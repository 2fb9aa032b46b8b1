import { createHmac } from 'node:crypto';
import type { SiteHandle } from '#platform/context/context.ts';
import { sameSecret } from '#platform/token.ts';

/** Letters of a subscriber's key: always as many, so that it can be put into a mail that was made before. */
export const keyLength = 48;

const digits = 8;

/** Who holds the key, and the mailing it came with; 0: none. */
export interface KeyHolder {
	subscriber: number;
	mailing: number;
}

/**
 * What the links in a mail carry instead of a sign-in: the subscriber, the mailing, and 128 bits that only this
 * installation can make (HMAC-SHA-256). Nothing of it is stored. Digits and small letters only.
 */
export function subscriberKey(site: SiteHandle, { subscriber, mailing }: KeyHolder): string {
	const who = subscriber.toString(36).padStart(digits, '0') + mailing.toString(36).padStart(digits, '0');
	return who + seal(site, who);
}

/** Whose key it is; null when nobody's. */
export function readSubscriberKey(site: SiteHandle, key: string): KeyHolder | null {
	if (!/^[0-9a-z]{48}$/.test(key)) return null;
	const who = key.slice(0, 2 * digits);
	if (!sameSecret(seal(site, who), key.slice(2 * digits))) return null;
	return { subscriber: parseInt(who.slice(0, digits), 36), mailing: parseInt(who.slice(digits), 36) };
}

/** How long a confirmation is waited for, in days. */
export const confirmationDays = 7;

/** What the confirmation mail carries: who asked for which topics, and until when it may be confirmed. */
export function confirmationKey(site: SiteHandle, subscriber: number, topics: readonly number[], now: Date): string {
	const until = Math.floor(now.getTime() / 1000) + confirmationDays * 86_400;
	const what = [subscriber, until, topics.join('-')].join('.');
	return `${what}.${seal(site, `confirm ${what}`)}`;
}

/** What a confirmation key confirms; null when it is not ours or came too late. */
export function readConfirmationKey(
	site: SiteHandle,
	key: string,
	now: Date,
): { subscriber: number; topics: number[] } | null {
	const found = /^((\d{1,15})\.(\d{1,12})\.(\d{1,15}(?:-\d{1,15}){0,49}))\.([0-9a-f]{32})$/.exec(key);
	if (!found) return null;
	const [, what = '', subscriber, until, topics = '', given = ''] = found;
	if (!sameSecret(seal(site, `confirm ${what}`), given) || Number(until) * 1000 < now.getTime()) return null;
	return { subscriber: Number(subscriber), topics: topics.split('-').map(Number) };
}

const seal = (site: SiteHandle, text: string): string =>
	createHmac('sha256', site.key('newsletter')).update(text).digest('hex').slice(0, 32);
