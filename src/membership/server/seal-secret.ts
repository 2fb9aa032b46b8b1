import type { SiteHandle } from '#platform/context/context.ts';
import { seal, unseal } from '#platform/seal.ts';

const purpose = 'membership.second-factor';

/** A second factor's secret, sealed and bound to its member. */
export const sealSecret = (site: SiteHandle, member: number, secret: Buffer): Buffer =>
	seal(site, purpose, String(member), secret);

/** The secret again. Throws when it was sealed by another installation, for another member, or changed since. */
export function unsealSecret(site: SiteHandle, member: number, sealed: Buffer): Buffer {
	const secret = unseal(site, purpose, String(member), sealed);
	if (!secret) throw new Error('A second factor cannot be opened: it was sealed with another key, or changed');
	return secret;
}
