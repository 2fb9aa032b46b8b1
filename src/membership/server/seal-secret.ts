import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SiteHandle } from '#platform/context/context.ts';

/** A secret made unreadable for whoever has the database alone (AES-256-GCM: nonce, tag, text), bound to its member. */
export function sealSecret(site: SiteHandle, member: number, secret: Buffer): Buffer {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', site.key('membership.second-factor'), nonce);
	cipher.setAAD(Buffer.from(String(member)));
	const text = Buffer.concat([cipher.update(secret), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** The secret again. Throws when it was sealed by another installation, for another member, or changed since. */
export function unsealSecret(site: SiteHandle, member: number, sealed: Buffer): Buffer {
	const decipher = createDecipheriv('aes-256-gcm', site.key('membership.second-factor'), sealed.subarray(0, 12));
	decipher.setAAD(Buffer.from(String(member)));
	decipher.setAuthTag(sealed.subarray(12, 28));
	return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}
