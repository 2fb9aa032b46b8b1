import { createDecipheriv, hkdfSync, type ECDH } from 'node:crypto';

const hkdf = (salt: Buffer, key: Buffer, info: Buffer, length: number): Buffer =>
	Buffer.from(hkdfSync('sha256', key, salt, info, length));

/**
 * Reads a message as a browser does, written from RFC 8291 §3.4 and RFC 8188 §2 and not with the library that wrote it: one
 * record, padded after a 2. Throws when it was meant for another browser or was changed on the way.
 */
export function openPush(body: Buffer, browser: ECDH, auth: Buffer): string {
	const salt = body.subarray(0, 16);
	const size = body.readUInt32BE(16);
	const sender = body.subarray(21, 21 + body.readUInt8(20));
	const record = body.subarray(21 + sender.length);
	if (record.length > size) throw new Error('more than one record');
	const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender]);
	const key = hkdf(auth, browser.computeSecret(sender), info, 32);
	const opened = createDecipheriv(
		'aes-128-gcm',
		hkdf(salt, key, Buffer.from('Content-Encoding: aes128gcm\0'), 16),
		hkdf(salt, key, Buffer.from('Content-Encoding: nonce\0'), 12),
	).setAuthTag(record.subarray(-16));
	const padded = Buffer.concat([opened.update(record.subarray(0, -16)), opened.final()]);
	const end = padded.lastIndexOf(2);
	if (end === -1 || padded.subarray(end + 1).some(Boolean)) throw new Error('not the last record');
	return padded.subarray(0, end).toString();
}
