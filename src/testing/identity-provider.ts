import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { importSPKI, jwtVerify } from 'jose';
import Provider from 'oidc-provider';

/** What an account of the provider says of its holder. */
export interface PeerAccount {
	name?: string;
	email?: string;
	email_verified?: boolean | string;
}

export interface IdentityProvider {
	/** Its issuer. */
	url: string;
	accounts: Record<string, PeerAccount>;
	/** Who is in front of the browser: signs in as this account and agrees; null refuses. */
	who: string | null;
	/** True: every request is answered 500. */
	down: boolean;
	/** Paths that were asked, in order. */
	asked: string[];
	close(): Promise<void>;
}

interface Options {
	/** Where it may lead back to. */
	redirects: string[];
	/** How ID tokens are signed; LINE signs with the client's secret. */
	algorithm?: 'RS256' | 'HS256';
	/** Apple: a client proves itself by a token of its own, signed with this key. */
	proof?: { publicKey: string; team: string; keyId: string };
	/** What it says to be in its document, where it lies. */
	claimsToBe?: string;
}

export const peerClient = 'home-of-the-brand';
export const peerSecret = '0123456789abcdef0123456789abcdef';

/** A real OpenID provider (npm `oidc-provider`) over HTTP; only the person in front of the browser is played. */
export async function identityProvider(options: Options): Promise<IdentityProvider> {
	const server = http.createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const peer: IdentityProvider = {
		url,
		accounts: {},
		who: null,
		down: false,
		asked: [],
		close: () =>
			new Promise<void>((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
	const provider = makeProvider(peer, options);
	const answer = provider.callback();
	server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
		peer.asked.push(request.url?.split('?')[0] ?? '');
		// Google asks which account; this one has nothing to choose from.
		request.url = request.url?.replace('&prompt=select_account', '') ?? '/';
		if (peer.down) response.writeHead(500).end();
		else if (options.claimsToBe && request.url === '/.well-known/openid-configuration')
			response.writeHead(200, { 'content-type': 'application/json' }).end(
				JSON.stringify({
					issuer: options.claimsToBe,
					authorization_endpoint: `${url}/auth`,
					token_endpoint: `${url}/token`,
					jwks_uri: `${url}/jwks`,
				}),
			);
		else if (options.proof && request.url === '/token')
			void withProof(request, options.proof).then(
				() => answer(request, response),
				() => response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_client"}'),
			);
		else answer(request, response);
	});
	return peer;
}

function makeProvider(peer: IdentityProvider, { redirects, algorithm = 'RS256' }: Options): Provider {
	const provider = new Provider(peer.url, {
		clients: [
			{
				client_id: peerClient,
				client_secret: peerSecret,
				redirect_uris: redirects,
				token_endpoint_auth_method: 'client_secret_post',
				id_token_signed_response_alg: algorithm,
			},
		],
		claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
		// Google, LINE and Apple put the claims into the ID token.
		conformIdTokenClaims: false,
		findAccount: (_: unknown, id: string) => ({
			accountId: id,
			claims: () => ({ sub: id, ...peer.accounts[id] }),
		}),
		enabledJWA: { idTokenSigningAlgValues: ['RS256', 'HS256'] },
		features: { devInteractions: { enabled: false } },
		interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
		pkce: { required: () => true },
		cookies: { keys: [randomBytes(16).toString('hex')] },
		ttl: { Session: 60, Grant: 60, AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Interaction: 60 },
	});
	provider.use(async (ctx, next) => {
		if (!ctx.path.startsWith('/interaction/')) return next();
		const { prompt, params, session } = await provider.interactionDetails(ctx.req, ctx.res);
		ctx.respond = false;
		const finish = (result: Record<string, unknown>) =>
			provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: true });
		if (peer.who === null) return finish({ error: 'access_denied', error_description: 'the person said no' });
		if (prompt.name === 'login') return finish({ login: { accountId: peer.who, remember: false } });
		const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId: params['client_id'] ?? '' });
		grant.addOIDCScope('openid profile email');
		return finish({ consent: { grantId: await grant.save() } });
	});
	return provider;
}

/** Checks the client's own token as Apple does, and puts the word in its place that the library understands. */
async function withProof(
	request: http.IncomingMessage & { body?: unknown },
	{ publicKey, team, keyId }: NonNullable<Options['proof']>,
): Promise<void> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const form = new URLSearchParams(Buffer.concat(chunks).toString());
	const { payload, protectedHeader } = await jwtVerify(
		form.get('client_secret') ?? '',
		await importSPKI(publicKey, 'ES256'),
		{
			issuer: team,
			subject: peerClient,
			audience: 'https://appleid.apple.com',
			requiredClaims: ['iat', 'exp'],
		},
	);
	if (protectedHeader.kid !== keyId || (payload.exp ?? 0) - (payload.iat ?? 0) > 15_777_000) throw new Error('proof');
	form.set('client_secret', peerSecret);
	request.body = form.toString();
}

/** What a browser does at the provider: follows where it is led, with cookies, until it is led back. */
export async function walkThrough(
	start: string,
	home: string,
): Promise<{ method: 'GET' | 'POST'; posted: URLSearchParams; path: string }> {
	const jar = new Map<string, string>();
	let address = start;
	for (let step = 0; step < 12; step++) {
		const answer = await fetch(address, {
			redirect: 'manual',
			headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
		});
		for (const line of answer.headers.getSetCookie()) {
			const [pair = ''] = line.split(';');
			jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
		}
		const location = answer.headers.get('location');
		if (!location) {
			const html = await answer.text();
			const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1];
			if (!action?.startsWith(home)) throw new Error(`The provider answered ${answer.status}: ${html.slice(0, 500)}`);
			const fields = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
			const posted = new URLSearchParams(
				fields.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]),
			);
			return { method: 'POST', posted, path: new URL(action).pathname };
		}
		address = new URL(location, address).href;
		if (address.startsWith(home)) {
			const back = new URL(address);
			return { method: 'GET', posted: back.searchParams, path: back.pathname };
		}
	}
	throw new Error('The provider leads round and round');
}
