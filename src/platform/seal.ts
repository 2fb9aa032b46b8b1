import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SiteHandle } from '#platform/context/context.ts';

/**
 * Makes a secret unreadable for whoever has the database alone (AES-256-GCM, with the site's key for `purpose`): 12 bytes
 * nonce, 16 bytes tag, the secret. Bound to what it is about.
 */
export function seal(site: SiteHandle, purpose: string, about: string, secret: Buffer | string): Buffer {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', site.key(purpose), nonce).setAAD(Buffer.from(about));
	const text = Buffer.concat([cipher.update(Buffer.from(secret)), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** Opens what `seal` closed; null when the key is another, it is about something else, or the bytes were changed. */
export function unseal(site: SiteHandle, purpose: string, about: string, sealed: Buffer): Buffer | null {
	try {
		const cipher = createDecipheriv('aes-256-gcm', site.key(purpose), sealed.subarray(0, 12));
		cipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(12, 28));
		return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]);
	} catch {
		return null;
	}
}

/** The same for a text. */
export const unsealText = (site: SiteHandle, purpose: string, about: string, sealed: Buffer): string | null =>
	unseal(site, purpose, about, sealed)?.toString('utf8') ?? null;
