import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import type { SiteHandle } from '#platform/context/context.ts';
import { seal, unsealText } from '#platform/seal.ts';

const serviceAccount = z.object({
	type: z.literal('service_account'),
	client_email: z.email(),
	private_key: z.string().max(10_000).refine(isRsaKey),
});
const authorizedUser = z.object({
	type: z.literal('authorized_user'),
	client_id: z.string().min(1).max(320),
	client_secret: z.string().min(1).max(500),
	refresh_token: z.string().min(1).max(2000),
});

/** What opens Search Console: a service account's key file, or a person's refresh token in the form that gcloud writes. */
export const Credentials = z.discriminatedUnion('type', [serviceAccount, authorizedUser]);
export type Credentials = z.output<typeof Credentials>;

function isRsaKey(pem: string): boolean {
	try {
		return createPrivateKey(pem).asymmetricKeyType === 'rsa';
	} catch {
		return false;
	}
}

/** A pasted key file; null when it is none. Where tokens are asked for is the setting's, never what the file says. */
export function readCredentials(pasted: string): Credentials | null {
	try {
		return Credentials.parse(JSON.parse(pasted));
	} catch {
		return null;
	}
}

/** By what a person recognises whose key it is. */
export const accountOf = (key: Credentials): string =>
	key.type === 'service_account' ? key.client_email : key.client_id;

const purpose = 'search-console';

export const sealCredentials = (site: SiteHandle, credentials: Credentials): Buffer =>
	seal(site, purpose, '', JSON.stringify(credentials));

/** The key again; null when it was sealed by another installation or changed since. */
export function unsealCredentials(site: SiteHandle, sealed: Buffer): Credentials | null {
	const text = unsealText(site, purpose, '', sealed);
	return text === null ? null : readCredentials(text);
}
