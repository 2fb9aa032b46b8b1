import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import type { ConnectedAccount, ConnectField, Connection, OwnAccount, Renewed } from '#network/connect.ts';
import { askToken, codeFrom, consentAddress, inSeconds, renewalOf, type OAuthToken } from '#network/oauth-code.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import { callPinterest, pinterestAddress, pinterestDialog } from '#network/pinterest/call-pinterest.ts';
import { pinterestText } from '#network/pinterest/messages/index.ts';

const scope = 'boards:read,boards:write,pins:read,pins:write,user_accounts:read';

export const Me = z.object({ username: z.string(), follower_count: z.number().nullish() });
export const Board = z.object({ id: z.string(), name: z.string(), privacy: z.string().default('PUBLIC') });
const Boards = z.object({ items: z.array(Board), bookmark: z.string().nullish() });

export const pinterestApp: ConnectField[] = [
	{
		name: 'id',
		label: (locale) => pinterestText(locale)('app.id'),
		hint: (locale) => pinterestText(locale)('app.id.hint'),
		pattern: /^\d{4,25}$/,
	},
	{ name: 'secret', label: (locale) => pinterestText(locale)('app.secret'), secret: true, pattern: /^\w{8,100}$/ },
];

export function pinterestConsent(ctx: Ctx, app: Connection, { back, state }: { back: string; state: string }): string {
	return consentAddress(`${pinterestDialog(ctx)}/oauth/`, app, { back, scope, state });
}

const tokenOf = (ctx: Ctx, app: Connection | null, form: Record<string, string>): Promise<OAuthToken> =>
	askToken({
		url: `${pinterestAddress(ctx)}/v5/oauth/token`,
		basic: { id: app?.['id'] ?? '', secret: app?.['secret'] ?? '' },
		form,
	});

const lifeOf = (ctx: Ctx, token: OAuthToken) => ({
	expires: inSeconds(ctx.now, token.refresh_token_expires_in),
	renew: renewalOf(ctx.now, token.expires_in),
});

/** The public boards of whoever came back: a pin stands on a board, so each is an account. */
export async function pinterestBoards(
	ctx: Ctx,
	app: Connection,
	{ back, answer }: { back: string; answer: URLSearchParams },
): Promise<ConnectedAccount[]> {
	const form = { grant_type: 'authorization_code', code: codeFrom(answer), redirect_uri: back };
	const token = await tokenOf(ctx, app, form);
	const connection = { token: token.access_token, refresh: token.refresh_token ?? '' };
	const me = await callPinterest(ctx, { connection }, Me, { path: '/user_account' });
	const url = `https://www.pinterest.com/${encodeURIComponent(me.username)}/`;
	const accounts: ConnectedAccount[] = [];
	let bookmark: string | undefined;
	for (let part = 0; part < 10; part++) {
		const params = { page_size: 100, privacy: 'PUBLIC', bookmark };
		const found = await callPinterest(ctx, { connection }, Boards, { path: '/boards', params });
		for (const { id, name } of found.items)
			accounts.push({ id, name: `${me.username} · ${name}`, url, connection, ...lifeOf(ctx, token) });
		bookmark = found.bookmark ?? undefined;
		if (!bookmark) break;
	}
	return accounts;
}

export async function renewPinterest(ctx: Ctx, { connection, app }: OwnAccount): Promise<Renewed> {
	if (!connection['refresh']) throw new NetworkProblem('auth-revoked', { code: 'no key' });
	const token = await tokenOf(ctx, app, { grant_type: 'refresh_token', refresh_token: connection['refresh'] });
	return {
		connection: { token: token.access_token, refresh: token.refresh_token ?? connection['refresh'] },
		renew: renewalOf(ctx.now, token.expires_in),
		...(token.refresh_token ? { expires: inSeconds(ctx.now, token.refresh_token_expires_in) } : {}),
	};
}
