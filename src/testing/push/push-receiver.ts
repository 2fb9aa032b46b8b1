import { createECDH, createPublicKey, randomBytes, verify, type ECDH } from 'node:crypto';
import { FakeRefusal, fakeServer, type FakeCall, type FakeServer } from '#testing/fake-server.ts';
import { openPush } from '#testing/push/open-push.ts';

/** What a browser hands to a page when it subscribes. */
export interface Subscription {
	endpoint: string;
	p256dh: string;
	auth: string;
}

/** What came for a browser, read as that browser reads it. */
export interface Received {
	endpoint: string;
	notice: Record<string, unknown>;
	headers: Record<string, string | string[] | undefined>;
	bytes: number;
}

export interface PushReceiver extends FakeServer {
	received: Received[];
	/** A browser subscribes; messages must be signed by this key. */
	subscribe(applicationServerKey: string): Subscription;
	/** The browser let go of it: from now on it is gone (410). */
	end(endpoint: string): void;
}

/**
 * A browser maker's push service and the browser behind it, over HTTP: strict about what RFC 8030, 8188, 8291 and 8292 ask, and
 * whatever comes is decrypted with the browser's own keys.
 */
export async function pushReceiver(now: () => Date): Promise<PushReceiver> {
	const browsers = new Map<string, { keys: ECDH; auth: Buffer; signer: string; over: boolean }>();
	const received: Received[] = [];
	const server = await fakeServer(
		(call) => {
			const browser = browsers.get(call.path);
			if (!browser) throw new FakeRefusal(404, 'no such subscription');
			if (browser.over) throw new FakeRefusal(410, 'unsubscribed or expired');
			if (call.method !== 'POST') throw new FakeRefusal(405, 'POST only');
			checkHeaders(call);
			const claims = checkSignature(String(call.headers.authorization), browser.signer);
			const { aud, exp, sub } = claims as { aud: string; exp: number; sub: string };
			const seconds = now().getTime() / 1000;
			if (aud !== server.url) throw new FakeRefusal(403, `aud is ${aud}`);
			if (!(exp > seconds && exp <= seconds + 86_400)) throw new FakeRefusal(403, `exp is ${exp}`);
			if (!/^(?:mailto:[^@\s]+@[^@\s]+|https?:\/\/\S+)$/.test(sub)) throw new FakeRefusal(403, `sub is ${sub}`);
			if (call.raw.length > 4096) throw new FakeRefusal(413, 'more than 4096 bytes');
			const text = openPush(call.raw, browser.keys, browser.auth);
			const { headers, raw } = call;
			received.push({ endpoint: server.url + call.path, notice: JSON.parse(text), headers, bytes: raw.length });
			return [201, '', { location: `${server.url}/message/${received.length}` }];
		},
		(kind) => (kind === 'rate-limit' ? [429, 'slow down', { 'retry-after': '90' }] : [503, 'not now']),
	);
	return Object.assign(server, {
		received,
		subscribe(signer: string): Subscription {
			const keys = createECDH('prime256v1');
			keys.generateKeys();
			const auth = randomBytes(16);
			const path = `/push/${randomBytes(12).toString('base64url')}`;
			browsers.set(path, { keys, auth, signer, over: false });
			return {
				endpoint: server.url + path,
				p256dh: keys.getPublicKey().toString('base64url'),
				auth: auth.toString('base64url'),
			};
		},
		end(endpoint: string): void {
			const browser = browsers.get(new URL(endpoint).pathname);
			if (browser) browser.over = true;
		},
	});
}

function checkHeaders({ headers }: FakeCall): void {
	if (headers['content-encoding'] !== 'aes128gcm') throw new FakeRefusal(415, 'content-encoding');
	if (!/^\d{1,7}$/.test(String(headers['ttl']))) throw new FakeRefusal(400, 'ttl');
	if (!/^(?:very-low|low|normal|high)$/.test(String(headers['urgency']))) throw new FakeRefusal(400, 'urgency');
	if (!/^[\w-]{1,32}$/.test(String(headers['topic']))) throw new FakeRefusal(400, 'topic');
}

/** What a VAPID token claims (RFC 8292), when it is signed by the key that the browser subscribed with. */
function checkSignature(header: string, signer: string): object {
	const found = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)$/.exec(header);
	if (!found) throw new FakeRefusal(401, 'authorization');
	const [, head = '', claims = '', signature = '', key = ''] = found;
	if (key !== signer) throw new FakeRefusal(403, 'another key than the browser subscribed with');
	const point = Buffer.from(key, 'base64url');
	const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url')) as [
		string,
		string,
	];
	const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
	const read = (part: string): object => JSON.parse(Buffer.from(part, 'base64url').toString()) as object;
	if ((read(head) as { alg?: string }).alg !== 'ES256') throw new FakeRefusal(403, 'alg');
	const signed = Buffer.from(`${head}.${claims}`);
	if (!verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url')))
		throw new FakeRefusal(403, 'signature');
	return read(claims);
}
