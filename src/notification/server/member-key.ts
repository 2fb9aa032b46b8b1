import { createHmac } from 'node:crypto';
import type { SiteHandle } from '#platform/context/context.ts';
import { sameSecret } from '#platform/token.ts';
import { mailKinds, type MailKind } from '#notification/mail-kind.ts';

/** Whom the links in a mail to a member speak for, and what it was: kinds of notice, or a letter; none: nothing in particular. */
export interface MemberKey {
	member: number;
	kinds: readonly MailKind[];
}

const digits = 8;

/**
 * What the links in a mail to a member carry instead of a sign-in: the member, the kinds of notice, and 128 bits that only
 * this installation can make (HMAC-SHA-256). It opens what a member is told, and nothing else of theirs.
 */
export function memberKey(site: SiteHandle, { member, kinds }: MemberKey): string {
	const bits = mailKinds.reduce((sum, kind, index) => (kinds.includes(kind) ? sum + 2 ** index : sum), 0);
	const what = `m${member.toString(36).padStart(digits, '0')}${bits.toString(36).padStart(3, '0')}`;
	return what + seal(site, what);
}

/** Whose key it is; null when nobody's. */
export function readMemberKey(site: SiteHandle, key: string): MemberKey | null {
	// Links in mails of before have two digits for the kinds.
	const found = /^(m([0-9a-z]{8})([0-9a-z]{2,3}))([0-9a-f]{32})$/.exec(key);
	if (!found) return null;
	const [, what = '', member = '', bits = '', given = ''] = found;
	if (!sameSecret(seal(site, what), given)) return null;
	const sum = parseInt(bits, 36);
	return { member: parseInt(member, 36), kinds: mailKinds.filter((_, index) => sum & (2 ** index)) };
}

const seal = (site: SiteHandle, text: string): string =>
	createHmac('sha256', site.key('notice')).update(text).digest('hex').slice(0, 32);
