import { createHmac } from 'node:crypto';
import type { SiteHandle } from '#platform/context/context.ts';
import { sameSecret } from '#platform/token.ts';

/** What somebody may object to: a decision about their words, a suspension without one, that they were not let in. */
export const appealable = ['decision', 'measure', 'applicant'] as const;
export interface Appealed {
	of: (typeof appealable)[number];
	id: number;
}

/**
 * What the link carries by which somebody objects who cannot sign in any more: what was decided, and 128 bits that only this
 * installation can make (HMAC-SHA-256). Nothing of it is stored. Digits, small letters and one dot only.
 */
export function appealKey(site: SiteHandle, { of, id }: Appealed): string {
	const what = `${of[0]}${id.toString(36)}`;
	return `${what}.${seal(site, what)}`;
}

/** What the key is about; null when nobody made it here. */
export function readAppealKey(site: SiteHandle, key: string): Appealed | null {
	const found = /^([dma])([0-9a-z]{1,11})\.([0-9a-f]{32})$/.exec(key);
	const of = appealable.find((one) => one[0] === found?.[1]);
	if (!found || !of) return null;
	const [, letter = '', digits = '', given = ''] = found;
	return sameSecret(seal(site, letter + digits), given) ? { of, id: parseInt(digits, 36) } : null;
}

/** The whole address of the page on which one objects. */
export const appealAddress = (site: SiteHandle, appealed: Appealed): string =>
	`${site.url}/appeal/${appealKey(site, appealed)}`;

const seal = (site: SiteHandle, what: string): string =>
	createHmac('sha256', site.key('appeal')).update(what).digest('hex').slice(0, 32);
