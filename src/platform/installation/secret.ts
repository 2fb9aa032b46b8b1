import { hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The installation's one secret: 32 random bytes in the data folder, readable by its owner alone, made at the first
 * start. Everything that needs a key derives one from it, so a copy of the database alone opens nothing.
 */
export function installationSecret(dataFolder: string): Buffer {
	const file = path.join(dataFolder, 'secret');
	try {
		return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	mkdirSync(dataFolder, { recursive: true, mode: 0o755 });
	try {
		writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
		chmodSync(file, 0o600);
	} catch (error) {
		// Another process was faster: its secret is the secret.
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}

/** A 32-byte key for one purpose of one site (HKDF-SHA-256, RFC 5869). */
export function deriveKey(secret: Buffer, site: string, purpose: string): Buffer {
	return Buffer.from(hkdfSync('sha256', secret, site, purpose, 32));
}
