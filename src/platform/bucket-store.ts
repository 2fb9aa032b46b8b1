import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { fileName, type FileStore } from '#platform/file-store.ts';
import { Problem } from '#platform/problem.ts';

/** A place on an S3-compatible store, as the setting names it: `https://KEY:SECRET@HOST/BUCKET[/PREFIX][?region=REGION]`. */
export interface BucketPlace {
	origin: string;
	bucket: string;
	/** Empty, or with a slash at its end. */
	prefix: string;
	region: string | null;
	key: string;
	secret: string;
}

/** The place that an address names, or null where a part is missing. */
export function readBucketPlace(address: string): BucketPlace | null {
	if (!URL.canParse(address)) return null;
	const url = new URL(address);
	const [bucket = '', ...folders] = url.pathname.split('/').filter(Boolean);
	const names = /^[\w.-]+$/;
	if (
		!/^https?:$/.test(url.protocol) ||
		!url.username ||
		!url.password ||
		![bucket, ...folders].every((part) => names.test(part))
	)
		return null;
	return {
		origin: `${url.protocol}//${url.host}`,
		bucket,
		prefix: folders.map((folder) => `${folder}/`).join(''),
		region: url.searchParams.get('region'),
		key: decodeURIComponent(url.username),
		secret: decodeURIComponent(url.password),
	};
}

/** What is sent: bytes in memory, or a file of this machine that is read while it is sent. */
type Sent = { bytes: Uint8Array } | { path: string; size: number };

interface Asked {
	method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
	name?: string;
	query?: Record<string, string>;
	headers?: Record<string, string>;
	sent?: Sent;
}

/** Pauses before each further try, in milliseconds. */
const pauses = [200, 1_000];
/** Milliseconds without a byte after which the store counts as away. */
const silence = 30_000;

/** The files of one site in a bucket, under a folder called after the site. Every request is signed (AWS Signature 4). */
export function bucketStore(place: BucketPlace, site: string): FileStore {
	const folder = `${place.prefix}${site}/`;

	/** Asks once more where the store is away or busy. Throws Problem `store.unreachable` (503). */
	async function ask(asked: Asked): Promise<IncomingMessage> {
		if (asked.name !== undefined) fileName(asked.name);
		for (const wait of [...pauses, null]) {
			const answer = await send(asked).catch((error: unknown) => error as Error);
			if (!(answer instanceof Error) && (answer.statusCode ?? 0) < 500 && answer.statusCode !== 429) return answer;
			if (!(answer instanceof Error)) answer.resume();
			if (wait === null) break;
			await pause(wait);
		}
		throw new Problem('store.unreachable', 503);
	}

	async function send({ method, name, query = {}, headers = {}, sent }: Asked): Promise<IncomingMessage> {
		const url = new URL(`${place.origin}/${place.bucket}${name === undefined ? '' : `/${folder}${name}`}`);
		for (const [parameter, value] of Object.entries(query)) url.searchParams.set(parameter, value);
		const signed = await new AwsV4Signer({
			method,
			url: url.href,
			headers: { ...headers, 'x-amz-content-sha256': await digestOf(sent) },
			accessKeyId: place.key,
			secretAccessKey: place.secret,
			service: 's3',
			...(place.region ? { region: place.region } : {}),
		}).sign();
		const length = sent ? ('bytes' in sent ? sent.bytes.length : sent.size) : undefined;
		const request = (url.protocol === 'https:' ? https : http).request(signed.url, {
			method,
			headers: {
				...Object.fromEntries(signed.headers),
				...(length === undefined ? {} : { 'content-length': String(length) }),
			},
			timeout: silence,
		});
		request.on('timeout', () => request.destroy(new Error('The store is silent')));
		return new Promise((resolve, reject) => {
			request.once('response', resolve);
			request.once('error', reject);
			if (sent && 'path' in sent) pipeline(createReadStream(sent.path), request).catch(reject);
			else request.end(sent?.bytes);
		});
	}

	/** What the store says when it refuses; read whole, since a connection is used again only then. */
	async function demand(asked: Asked): Promise<string> {
		const answer = await ask(asked);
		const text = await textOf(answer);
		if ((answer.statusCode ?? 500) >= 300)
			throw new Error(`The store refuses ${asked.method}: ${answer.statusCode} ${/<Code>(\w+)/.exec(text)?.[1] ?? ''}`);
		return text;
	}

	return {
		put: async (name, bytes) => void (await demand({ method: 'PUT', name, sent: { bytes } })),
		putFile: async (name, path) =>
			void (await demand({ method: 'PUT', name, sent: { path, size: (await stat(path)).size } })),
		async read(name, part) {
			const headers: Record<string, string> = part ? { range: `bytes=${part.first}-${part.last}` } : {};
			const answer = await ask({ method: 'GET', name, headers });
			const status = answer.statusCode ?? 500;
			if (status >= 300) {
				const text = await textOf(answer);
				if (status === 404) return null;
				throw new Error(`The store refuses to be read: ${status} ${/<Code>(\w+)/.exec(text)?.[1] ?? ''}`);
			}
			const whole = /\/(\d+)$/.exec(answer.headers['content-range'] ?? '')?.[1] ?? answer.headers['content-length'];
			return { size: Number(whole), stream: Readable.toWeb(answer) as ReadableStream<Uint8Array> };
		},
		async size(name) {
			const answer = await ask({ method: 'HEAD', name });
			answer.resume();
			if (answer.statusCode === 404) return null;
			if ((answer.statusCode ?? 500) >= 300) throw new Error(`The store refuses to be read: ${answer.statusCode}`);
			return Number(answer.headers['content-length']);
		},
		remove: async (name) => void (await demand({ method: 'DELETE', name })),
		async *list() {
			let next: string | null = null;
			do {
				const query: Record<string, string> = { 'list-type': '2', prefix: folder };
				if (next) query['continuation-token'] = next;
				const text = await demand({ method: 'GET', query });
				for (const [, entry = ''] of text.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)) {
					// Names and folders are plain characters, so that nothing in them is ever written as an entity.
					const key = /<Key>([^<]+)<\/Key>/.exec(entry)?.[1] ?? '';
					yield { name: key.slice(folder.length), size: Number(/<Size>(\d+)<\/Size>/.exec(entry)?.[1]) };
				}
				next = /<NextContinuationToken>([^<]+)</.exec(text)?.[1] ?? null;
			} while (next);
		},
	};
}

async function textOf(answer: IncomingMessage): Promise<string> {
	const parts: Buffer[] = [];
	for await (const part of answer) parts.push(part as Buffer);
	return Buffer.concat(parts).toString('utf8');
}

/** The digest of what is sent is signed with the rest: nothing can be put in its place on the way. */
async function digestOf(sent: Sent | undefined): Promise<string> {
	const hash = createHash('sha256');
	if (sent && 'bytes' in sent) hash.update(sent.bytes);
	else if (sent) await pipeline(createReadStream(sent.path), hash);
	return hash.digest('hex');
}
