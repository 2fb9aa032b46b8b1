import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import type { ConnectedAccount, ConnectField, Connection, OwnAccount, Renewed } from '#network/connect.ts';
import { askToken, codeFrom, consentAddress, renewalOf, type OAuthToken } from '#network/oauth-code.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import { callX, xAddress, xDialog } from '#network/x/call-x.ts';
import { xText } from '#network/x/messages/index.ts';

const scope = 'tweet.read tweet.write users.read media.write offline.access';

export const Me = z.object({
	data: z.object({
		id: z.string(),
		username: z.string(),
		public_metrics: z.object({ followers_count: z.number().optional() }).optional(),
	}),
});

export const xApp: ConnectField[] = [
	{
		name: 'id',
		label: (locale) => xText(locale)('app.id'),
		hint: (locale) => xText(locale)('app.id.hint'),
		pattern: /^[\w:-]{10,200}$/,
	},
	{ name: 'secret', label: (locale) => xText(locale)('app.secret'), secret: true, pattern: /^[\w-]{10,200}$/ },
];

export function xConsent(
	ctx: Ctx,
	app: Connection,
	{ back, state, verifier }: { back: string; state: string; verifier: string },
): string {
	return consentAddress(`${xDialog(ctx)}/i/oauth2/authorize`, app, { back, scope, state, verifier });
}

const tokenOf = (ctx: Ctx, app: Connection, form: Record<string, string>): Promise<OAuthToken> =>
	askToken({
		url: `${xAddress(ctx)}/2/oauth2/token`,
		basic: { id: app['id'] ?? '', secret: app['secret'] ?? '' },
		form,
	});

export async function xAccount(
	ctx: Ctx,
	app: Connection,
	{ back, verifier, answer }: { back: string; verifier: string; answer: URLSearchParams },
): Promise<ConnectedAccount[]> {
	const form = { grant_type: 'authorization_code', redirect_uri: back, code_verifier: verifier };
	const token = await tokenOf(ctx, app, { ...form, code: codeFrom(answer) });
	const connection = { token: token.access_token, refresh: token.refresh_token ?? '' };
	const { data } = await callX(ctx, { connection }, Me, { path: '/2/users/me' });
	return [
		{
			id: data.id,
			name: `@${data.username}`,
			url: `https://x.com/${data.username}`,
			connection: { ...connection, username: data.username },
			renew: renewalOf(ctx.now, token.expires_in),
		},
	];
}

/** The key that renews is good once; used twice, X takes all of them back. */
export async function renewX(ctx: Ctx, { connection, app }: OwnAccount): Promise<Renewed> {
	if (!connection['refresh'] || !app) throw new NetworkProblem('auth-revoked', { code: 'no key' });
	const token = await tokenOf(ctx, app, { grant_type: 'refresh_token', refresh_token: connection['refresh'] });
	return {
		connection: {
			...connection,
			token: token.access_token,
			// Never an empty one in the place of one that may still be good.
			refresh: token.refresh_token ?? connection['refresh'],
		},
		renew: renewalOf(ctx.now, token.expires_in),
	};
}
