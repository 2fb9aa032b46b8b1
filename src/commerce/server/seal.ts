import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SiteHandle } from '#platform/context/context.ts';

const keyOf = (site: SiteHandle): Buffer => site.key('order-source');

/** Encrypts a shop's secret (AES-256-GCM): 12 bytes nonce, 16 bytes tag, then the text. Bound to the source's handle. */
export function seal(site: SiteHandle, handle: string, secret: string): Buffer {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', keyOf(site), nonce).setAAD(Buffer.from(handle));
	const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** Opens what `seal` closed; null when the key is another or the bytes were changed. */
export function unseal(site: SiteHandle, handle: string, sealed: Buffer): string | null {
	try {
		const cipher = createDecipheriv('aes-256-gcm', keyOf(site), sealed.subarray(0, 12)).setAAD(Buffer.from(handle));
		cipher.setAuthTag(sealed.subarray(12, 28));
		return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]).toString('utf8');
	} catch {
		return null;
	}
}
