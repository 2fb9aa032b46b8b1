import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import type { ConnectedAccount, ConnectField, Connection, OwnAccount, Renewed } from '#network/connect.ts';
import { askToken, codeFrom, consentAddress, renewalOf } from '#network/oauth-code.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import { callYoutube, youtubeDialog, youtubeTokens } from '#network/youtube/call-youtube.ts';
import { youtubeText } from '#network/youtube/messages/index.ts';

const scope = 'https://www.googleapis.com/auth/youtube.force-ssl';

export const Channels = z.object({
	items: z
		.array(
			z.object({
				id: z.string(),
				snippet: z.object({ title: z.string() }),
				statistics: z.object({ subscriberCount: z.string().optional() }).optional(),
			}),
		)
		.default([]),
});

export const youtubeApp: ConnectField[] = [
	{
		name: 'id',
		label: (locale) => youtubeText(locale)('app.id'),
		hint: (locale) => youtubeText(locale)('app.id.hint'),
		pattern: /^[\w.-]{10,200}$/,
	},
	{ name: 'secret', label: (locale) => youtubeText(locale)('app.secret'), secret: true, pattern: /^[\w-]{10,200}$/ },
];

/** A key that renews comes only with `offline`, and again only when leave is asked for anew. */
export function youtubeConsent(ctx: Ctx, app: Connection, { back, state }: { back: string; state: string }): string {
	const more = { access_type: 'offline', prompt: 'consent' };
	return consentAddress(`${youtubeDialog(ctx)}/o/oauth2/v2/auth`, app, { back, scope, state }, more);
}

/** The channels of whoever came back. */
export async function youtubeChannels(
	ctx: Ctx,
	app: Connection,
	{ back, answer }: { back: string; answer: URLSearchParams },
): Promise<ConnectedAccount[]> {
	const client = { client_id: app['id'] ?? '', client_secret: app['secret'] ?? '' };
	const form = { grant_type: 'authorization_code', code: codeFrom(answer), redirect_uri: back, ...client };
	const token = await askToken({ url: `${youtubeTokens(ctx)}/token`, form });
	// What was asked for can be unticked.
	if (!token.scope?.split(' ').includes(scope)) throw new NetworkProblem('permission', { code: 'scope' });
	const connection = { token: token.access_token, refresh: token.refresh_token ?? '' };
	const params = { part: 'snippet,statistics', mine: true };
	const { items } = await callYoutube(ctx, { connection }, Channels, { path: '/channels', params });
	return items.map(({ id, snippet }) => ({
		id,
		name: snippet.title,
		url: `https://www.youtube.com/channel/${encodeURIComponent(id)}`,
		connection,
		renew: renewalOf(ctx.now, token.expires_in),
	}));
}

/** The key that renews stays the same until somebody takes it back. */
export async function renewYoutube(ctx: Ctx, { connection, app }: OwnAccount): Promise<Renewed> {
	if (!connection['refresh'] || !app) throw new NetworkProblem('auth-revoked', { code: 'no key' });
	const client = { client_id: app['id'] ?? '', client_secret: app['secret'] ?? '' };
	const form = { grant_type: 'refresh_token', refresh_token: connection['refresh'], ...client };
	const token = await askToken({ url: `${youtubeTokens(ctx)}/token`, form });
	return {
		connection: { token: token.access_token, refresh: token.refresh_token ?? connection['refresh'] },
		renew: renewalOf(ctx.now, token.expires_in),
	};
}
