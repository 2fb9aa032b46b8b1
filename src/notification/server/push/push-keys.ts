import { createECDH, createPrivateKey, type KeyObject } from 'node:crypto';
import type { SiteHandle } from '#platform/context/context.ts';

/** The site's own pair of keys for Web Push (VAPID, RFC 8292). */
export interface PushKeys {
	/** 65 bytes, uncompressed point of P-256, base64url: what a browser binds a subscription to. */
	publicKey: string;
	/** Signs that a message comes from this site. */
	signing: KeyObject;
}

const made = new WeakMap<SiteHandle, PushKeys>();

/**
 * The site's keys: the same for as long as the installation keeps its secret, from which they come like every other key; nothing is
 * stored. With another secret browsers have to be asked again.
 */
export function pushKeys(site: SiteHandle): PushKeys {
	const known = made.get(site);
	if (known) return known;
	const curve = createECDH('prime256v1');
	// A number of 32 bytes is nearly always a private key of P-256: all but one of four thousand million are.
	for (let turn = 0; ; turn++) {
		try {
			curve.setPrivateKey(site.key(turn ? `push ${turn}` : 'push'));
			break;
		} catch (error) {
			if (turn > 8) throw error;
		}
	}
	const point = curve.getPublicKey();
	const [x, y, d] = [point.subarray(1, 33), point.subarray(33), pad(curve.getPrivateKey())].map((part) =>
		part.toString('base64url'),
	) as [string, string, string];
	const keys = {
		publicKey: point.toString('base64url'),
		signing: createPrivateKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y, d } }),
	};
	made.set(site, keys);
	return keys;
}

const pad = (number: Buffer): Buffer => Buffer.concat([Buffer.alloc(32 - number.length), number]);
