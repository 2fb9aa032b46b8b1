import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SiteHandle } from '#platform/context/context.ts';
import type { Connection } from '#network/network.ts';

/** A connection made unreadable for whoever has the database alone (AES-256-GCM; nonce, tag and text in base64url). */
export function seal(site: SiteHandle, connection: Connection): string {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', site.key('publishing.account'), nonce);
	const text = Buffer.concat([cipher.update(JSON.stringify(connection), 'utf8'), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
}

/** The connection again. Throws when it was sealed by another installation or changed since. */
export function unseal(site: SiteHandle, sealed: string): Connection {
	const bytes = Buffer.from(sealed, 'base64url');
	const decipher = createDecipheriv('aes-256-gcm', site.key('publishing.account'), bytes.subarray(0, 12));
	decipher.setAuthTag(bytes.subarray(12, 28));
	return JSON.parse(
		Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8'),
	) as Connection;
}
