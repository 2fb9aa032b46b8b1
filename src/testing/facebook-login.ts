import { createHash, createHmac, randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Facebook's login as its manual describes it (Graph API v26.0, "Manually build a login flow"): strict about every parameter,
 * a code works once, a token needs its proof. Only what Facebook does differently from OpenID Connect.
 */
export interface FacebookLogin {
	url: string;
	/** Who is in front of the browser; null refuses. */
	who: { id: string; name: string; email?: string } | null;
	close(): Promise<void>;
}

export const facebookApp = '1234567890';
export const facebookSecret = 'f00dfeedf00dfeedf00dfeedf00dfeed';

export async function facebookLogin(redirect: string): Promise<FacebookLogin> {
	const codes = new Map<string, { challenge: string; who: NonNullable<FacebookLogin['who']> }>();
	const tokens = new Map<string, NonNullable<FacebookLogin['who']>>();
	const server = http.createServer(async (request, response) => {
		const url = new URL(request.url ?? '/', 'http://facebook');
		const say = (status: number, body: unknown) =>
			response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' }).end(JSON.stringify(body));
		const refuse = (message: string) =>
			say(400, { error: { message, type: 'OAuthException', code: 100, fbtrace_id: 'x' } });
		if (url.pathname === '/v26.0/dialog/oauth') {
			const asked = Object.fromEntries(url.searchParams);
			if (asked['client_id'] !== facebookApp || asked['redirect_uri'] !== redirect || asked['response_type'] !== 'code')
				return refuse('Invalid parameter');
			if (asked['code_challenge_method'] !== 'S256' || !asked['state']) return refuse('Missing parameter');
			const back = new URL(redirect);
			back.searchParams.set('state', asked['state']);
			if (login.who) {
				const code = randomBytes(20).toString('hex');
				codes.set(code, { challenge: asked['code_challenge'] ?? '', who: login.who });
				back.searchParams.set('code', code);
			} else
				for (const [name, value] of [
					['error', 'access_denied'],
					['error_reason', 'user_denied'],
					['error_description', 'Permissions error'],
				] as const)
					back.searchParams.set(name, value);
			return response.writeHead(302, { location: `${back.href}#_=_` }).end();
		}
		if (url.pathname === '/v26.0/oauth/access_token') {
			let body = '';
			for await (const chunk of request) body += String(chunk);
			const asked = Object.fromEntries(new URLSearchParams(body || url.search));
			if (asked['client_id'] !== facebookApp || asked['client_secret'] !== facebookSecret)
				return refuse('Error validating client secret.');
			const known = codes.get(asked['code'] ?? '');
			codes.delete(asked['code'] ?? '');
			if (!known || asked['redirect_uri'] !== redirect) return refuse('This authorization code has been used.');
			if (
				createHash('sha256')
					.update(asked['code_verifier'] ?? '')
					.digest('base64url') !== known.challenge
			)
				return refuse('Invalid code_verifier');
			const token = `EAA${randomBytes(20).toString('hex')}`;
			tokens.set(token, known.who);
			return say(200, { access_token: token, token_type: 'bearer', expires_in: 5_183_944 });
		}
		if (url.pathname === '/v26.0/me') {
			const token = (request.headers.authorization ?? '').replace('Bearer ', '');
			const who = tokens.get(token);
			const proof = createHmac('sha256', facebookSecret).update(token).digest('hex');
			if (!who || url.searchParams.get('appsecret_proof') !== proof) return refuse('Invalid appsecret_proof provided');
			const fields = (url.searchParams.get('fields') ?? '').split(',');
			return say(
				200,
				Object.fromEntries(Object.entries(who).filter(([name]) => name === 'id' || fields.includes(name))),
			);
		}
		return say(404, {});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const login: FacebookLogin = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		who: null,
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
	return login;
}
