import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** CBOR of what an authenticator sends (RFC 8949): whole numbers, bytes, text and maps. */
function cbor(value: number | string | Uint8Array | Map<number | string, unknown>): Buffer {
	const head = (major: number, count: number): Buffer =>
		count < 24
			? Buffer.from([(major << 5) | count])
			: count < 256
				? Buffer.from([(major << 5) | 24, count])
				: Buffer.from([(major << 5) | 25, count >> 8, count & 255]);
	if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
	if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
	if (value instanceof Map)
		return Buffer.concat([
			head(5, value.size),
			...[...value].flatMap(([key, inner]) => [cbor(key), cbor(inner as number)]),
		]);
	return Buffer.concat([head(2, value.length), value]);
}

const sha256 = (text: string | Buffer): Buffer => createHash('sha256').update(text).digest();
const clientData = (type: string, challenge: string, origin: string): Buffer =>
	Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

/** What a test may bend, to see that it is noticed. */
export interface Bent {
	origin?: string;
	rpId?: string;
	challenge?: string;
	/** False: the person did not show who they are. */
	verified?: boolean;
	/** Signs with another key. */
	key?: KeyObject;
	counter?: number;
}

/** An authenticator in software, after WebAuthn Level 3: ES256, no attestation, a counter that grows. */
export function authenticator(origin: string) {
	const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
	const id = randomBytes(32);
	let counter = 0;
	// COSE_Key (RFC 9053 §7.1): key type EC2, algorithm ES256, curve P-256.
	const coseKey = cbor(
		new Map<number, unknown>([
			[1, 2],
			[3, -7],
			[-1, 1],
			[-2, Buffer.from(x, 'base64url')],
			[-3, Buffer.from(y, 'base64url')],
		]),
	);

	const authenticatorData = (bent: Bent, attested: boolean): Buffer => {
		counter += 1;
		const flags = 0x01 | (bent.verified === false ? 0 : 0x04) | (attested ? 0x40 : 0);
		const count = Buffer.alloc(4);
		count.writeUInt32BE(bent.counter ?? counter);
		const key = attested
			? Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey])
			: Buffer.alloc(0);
		return Buffer.concat([sha256(bent.rpId ?? new URL(origin).hostname), Buffer.from([flags]), count, key]);
	};
	const common = {
		id: id.toString('base64url'),
		rawId: id.toString('base64url'),
		type: 'public-key' as const,
		clientExtensionResults: {},
	};
	return {
		privateKey,
		create(options: { challenge: string }, bent: Bent = {}) {
			const object = cbor(
				new Map<string, unknown>([
					['fmt', 'none'],
					['attStmt', new Map()],
					['authData', authenticatorData(bent, true)],
				]),
			);
			const client = clientData('webauthn.create', bent.challenge ?? options.challenge, bent.origin ?? origin);
			return {
				...common,
				response: {
					clientDataJSON: client.toString('base64url'),
					attestationObject: object.toString('base64url'),
					transports: ['internal'],
				},
			};
		},
		get(options: { challenge: string }, bent: Bent = {}) {
			const data = authenticatorData(bent, false);
			const client = clientData('webauthn.get', bent.challenge ?? options.challenge, bent.origin ?? origin);
			const signature = sign('sha256', Buffer.concat([data, sha256(client)]), bent.key ?? privateKey);
			return {
				...common,
				response: {
					clientDataJSON: client.toString('base64url'),
					authenticatorData: data.toString('base64url'),
					signature: signature.toString('base64url'),
				},
			};
		},
	};
}
