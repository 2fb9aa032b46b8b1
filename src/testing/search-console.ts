import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerQuestion, readQuestion, type AnalyticsQuestion, type SearchedRow } from '#testing/search-analytics.ts';

/**
 * Google's Search Console with its token endpoint, as far as the product asks it: strict, with a memory, a clock that is
 * moved by hand, over HTTP.
 *
 * Read in the types of `@googleapis/searchconsole`: the address and method, the fields of a question and of an answer, the
 * limits of `rowLimit`, that dates are Pacific and inclusive, that `aggregationType` cannot be `byProperty` with `page`.
 * Read in RFC 7523 and 6749: what a token request says. From memory: the texts and reasons of refusals, that a used-up
 * allowance answers 403 or 429, that the newest days are not final, that rare queries are left out.
 */
export interface FakeSearchConsole {
	url: string;
	/** A key file of a service account that may see the property. */
	serviceKey: string;
	/** The same for a person. */
	userKey: string;
	/** What was searched. */
	add(row: SearchedRow): void;
	/** Days after this one are not final. */
	finalUntil: string;
	/** Queries with fewer impressions on a day are not told. */
	rare: number;
	/** By what it tells whether a token still holds; the real time unless a test brings its own. */
	clock(): Date;
	/** What goes wrong from now on. */
	trouble: 'revoked' | 'forbidden' | 'quota' | 'down' | null;
	/** Questions that may still be asked before the allowance is used up. */
	allowance: number;
	/** What was asked. */
	asked: AnalyticsQuestion[];
	close(): void;
}

export const fakeProperty = 'sc-domain:soy.tw';
const scope = 'https://www.googleapis.com/auth/webmasters.readonly';
const email = 'reader@soy-project.iam.gserviceaccount.com';

export async function fakeSearchConsole(): Promise<FakeSearchConsole> {
	const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const rows: SearchedRow[] = [];
	const tokens = new Map<string, number>();
	const server = http.createServer((request, response) => {
		let text = '';
		request.on('data', (part: Buffer) => (text += part.toString()));
		request.on('end', () => {
			const [status, body] = answer(request, text);
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const refused = (code: number, reason: string, message: string) =>
		[code, { error: { code, message, errors: [{ message, domain: 'global', reason }] } }] as [number, object];

	function answer(request: http.IncomingMessage, text: string): [number, object] {
		if (fake.trouble === 'down') return [503, { error: { code: 503, message: 'Backend Error' } }];
		if (request.method === 'POST' && request.url === '/token') return token(request, text);
		const property = /^\/webmasters\/v3\/sites\/([^/]+)\/searchAnalytics\/query$/.exec(request.url ?? '')?.[1];
		if (request.method !== 'POST' || !property) return refused(404, 'notFound', 'Not Found');
		const until = tokens.get(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '');
		if (!until || until < fake.clock().getTime() || fake.trouble === 'revoked')
			return refused(401, 'authError', 'Invalid Credentials');
		if (fake.trouble === 'quota' || fake.allowance-- <= 0)
			return refused(403, 'quotaExceeded', 'Search Analytics load quota exceeded.');
		if (fake.trouble === 'forbidden' || decodeURIComponent(property) !== fakeProperty)
			return refused(
				403,
				'forbidden',
				`User does not have sufficient permission for site '${decodeURIComponent(property)}'.`,
			);
		return analytics(text);
	}

	function token(request: http.IncomingMessage, text: string): [number, object] {
		const form = new URLSearchParams(text);
		const wrong: [number, object] = [
			400,
			{ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
		];
		if (
			!/^application\/x-www-form-urlencoded/.test(request.headers['content-type'] ?? '') ||
			fake.trouble === 'revoked'
		)
			return wrong;
		if (form.get('grant_type') === 'refresh_token') {
			if (form.get('client_secret') !== 'client-secret') return [401, { error: 'invalid_client' }];
			if (form.get('refresh_token') !== 'refresh-1' || form.get('client_id') !== 'client-1') return wrong;
		} else if (
			form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer' ||
			!holds(form.get('assertion') ?? '')
		)
			return wrong;
		const access = `ya29.${tokens.size}`;
		tokens.set(access, fake.clock().getTime() + 3_600_000);
		return [200, { access_token: access, expires_in: 3599, token_type: 'Bearer' }];
	}

	/** A JWT by our service account, for this endpoint, of this hour. */
	function holds(assertion: string): boolean {
		const [head, claims, signature] = assertion.split('.');
		if (!head || !claims || !signature) return false;
		const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
		const {
			iss,
			aud,
			scope: asked,
			iat,
			exp,
		} = read(claims) as { iss: string; aud: string; scope: string; iat: number; exp: number };
		const now = fake.clock().getTime() / 1000;
		return (
			read(head)['alg'] === 'RS256' &&
			verify(
				'sha256',
				Buffer.from(`${head}.${claims}`),
				createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })),
				Buffer.from(signature, 'base64url'),
			) &&
			iss === email &&
			aud === `${url}/token` &&
			asked === scope &&
			exp - iat <= 3600 &&
			iat <= now + 60 &&
			exp > now
		);
	}

	function analytics(text: string): [number, object] {
		const question = readQuestion(text);
		if (typeof question === 'string') return refused(400, 'invalidParameter', `Invalid value: ${question}`);
		fake.asked.push(question);
		return [200, answerQuestion(rows, question, fake)];
	}

	const fake: FakeSearchConsole = {
		url,
		serviceKey: JSON.stringify({
			type: 'service_account',
			project_id: 'soy-project',
			private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
			client_email: email,
			token_uri: 'https://somewhere.example/token',
		}),
		userKey: JSON.stringify({
			type: 'authorized_user',
			client_id: 'client-1',
			client_secret: 'client-secret',
			refresh_token: 'refresh-1',
		}),
		add: (row) => void rows.push(row),
		finalUntil: '9999-12-31',
		rare: 0,
		clock: () => new Date(),
		trouble: null,
		allowance: Number.POSITIVE_INFINITY,
		asked: [],
		close: () => void server.close(),
	};
	return fake;
}
