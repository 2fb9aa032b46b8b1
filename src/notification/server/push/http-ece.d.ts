/** Encrypted content encoding (RFC 8188); the package brings no types. */
declare module 'http_ece' {
	import type { ECDH } from 'node:crypto';
	const ece: {
		encrypt(content: Buffer, how: { version: 'aes128gcm'; privateKey: ECDH; dh: Buffer; authSecret: Buffer }): Buffer;
	};
	export default ece;
}
