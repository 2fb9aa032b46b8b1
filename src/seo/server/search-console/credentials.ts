import { createCipheriv, createDecipheriv, createPrivateKey, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { SiteHandle } from '#platform/context/context.ts';

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

const keyOf = (site: SiteHandle): Buffer => site.key('search-console');

/** A key made unreadable for whoever has the database alone (AES-256-GCM: 12 bytes nonce, 16 bytes tag, the text). */
export function sealCredentials(site: SiteHandle, credentials: Credentials): Buffer {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', keyOf(site), nonce);
	const text = Buffer.concat([cipher.update(JSON.stringify(credentials), 'utf8'), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** The key again; null when it was sealed by another installation or changed since. */
export function unsealCredentials(site: SiteHandle, sealed: Buffer): Credentials | null {
	try {
		const decipher = createDecipheriv('aes-256-gcm', keyOf(site), sealed.subarray(0, 12));
		decipher.setAuthTag(sealed.subarray(12, 28));
		const text = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
		return Credentials.parse(JSON.parse(text));
	} catch {
		return null;
	}
}
