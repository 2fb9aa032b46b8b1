import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import type { ConnectedAccount, ConnectField, Connection } from '#network/connect.ts';
import { callMastodon, lookupOf, mastodonAddress } from '#network/mastodon/call-mastodon.ts';
import { Instance, serverLimits } from '#network/mastodon/mastodon-limits.ts';
import { mastodonText } from '#network/mastodon/messages/index.ts';
import { askToken, codeFrom, consentAddress } from '#network/oauth-code.ts';
import { webAddress } from '#network/read-answer.ts';

const scope = 'read:accounts read:statuses write:statuses write:media';

const App = z.object({ client_id: z.string().min(1), client_secret: z.string().min(1) });
export const Me = z.object({
	id: z.string(),
	username: z.string(),
	acct: z.string(),
	url: z.string().nullish(),
	followers_count: z.number().nullish(),
});

export const serverField: ConnectField = {
	name: 'server',
	label: (locale) => mastodonText(locale)('field.server'),
	hint: (locale) => mastodonText(locale)('field.server.hint'),
	pattern: /^(?:https:\/\/)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+\/?$/u,
	optional: true,
};

/** A server as a person writes it, as an address to call. */
const serverOf = (ctx: Ctx, named: string | undefined): string =>
	named && named !== mastodonAddress(ctx)
		? `https://${new URL(`https://${named.replace(/^https:\/\//, '')}`).host}`
		: mastodonAddress(ctx);

/** Every server makes apps by itself, one call each. The one that is there is used again for the same way back. */
export async function registerApp(ctx: Ctx, given: Connection, { back }: { back: string }): Promise<Connection> {
	const server = serverOf(ctx, given['server']);
	if (given['base'] === server && given['back'] === back && given['id']) return given;
	const json = { client_name: 'Homecourt', redirect_uris: back, scopes: scope, website: new URL(back).origin };
	const call = { method: 'POST', path: '/api/v1/apps', body: { json }, creating: false } as const;
	const made = await callMastodon(ctx, { connection: { server } }, App, call);
	return {
		...(given['server'] ? { server: given['server'] } : {}),
		base: server,
		back,
		id: made.client_id,
		secret: made.client_secret,
	};
}

export function mastodonConsent(
	_ctx: Ctx,
	app: Connection,
	{ back, state, verifier }: { back: string; state: string; verifier: string },
): string {
	return consentAddress(`${app['base']}/oauth/authorize`, app, { back, scope, state, verifier });
}

/** The account of whoever came back. Its token does not end by the clock; it names its server, since ids are its own. */
export async function mastodonAccount(
	ctx: Ctx,
	app: Connection,
	{ back, verifier, answer }: { back: string; verifier: string; answer: URLSearchParams },
): Promise<ConnectedAccount[]> {
	const server = app['base'] ?? mastodonAddress(ctx);
	const { access_token: token } = await askToken({
		url: `${server}/oauth/token`,
		lookup: lookupOf(ctx, server),
		form: {
			grant_type: 'authorization_code',
			code: codeFrom(answer),
			client_id: app['id'] ?? '',
			client_secret: app['secret'] ?? '',
			redirect_uri: back,
			code_verifier: verifier,
		},
	});
	const as = { connection: { server, token } };
	const me = await callMastodon(ctx, as, Me, { path: '/api/v1/accounts/verify_credentials' });
	const instance = await callMastodon(ctx, as, Instance, { path: '/api/v2/instance' });
	return [
		{
			id: `${me.id}@${instance.domain}`,
			name: `@${me.username}@${instance.domain}`,
			url: webAddress(me.url),
			connection: { server, token, user: me.id },
			limits: serverLimits(instance),
		},
	];
}
