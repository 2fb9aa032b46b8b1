import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SiteHandle } from '#platform/context/context.ts';

/**
 * Encrypts a secret (AES-256-GCM) with the site's key for `purpose`: 12 bytes nonce, 16 bytes tag, then the text. Bound to
 * what it is about.
 */
export function sealText(site: SiteHandle, purpose: string, about: string, secret: string): Buffer {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', site.key(purpose), nonce).setAAD(Buffer.from(about));
	const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** Opens what `sealText` closed; null when the key is another or the bytes were changed. */
export function unsealText(site: SiteHandle, purpose: string, about: string, sealed: Buffer): string | null {
	try {
		const cipher = createDecipheriv('aes-256-gcm', site.key(purpose), sealed.subarray(0, 12)).setAAD(
			Buffer.from(about),
		);
		cipher.setAuthTag(sealed.subarray(12, 28));
		return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]).toString('utf8');
	} catch {
		return null;
	}
}
