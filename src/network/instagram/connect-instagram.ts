import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import type { ConnectedAccount, Connection } from '#network/connect.ts';
import { exchange } from '#network/exchange.ts';
import {
	instagramAddress,
	instagramBase,
	instagramDialog,
	instagramTokens,
} from '#network/instagram/instagram-addresses.ts';
import { callGraph } from '#network/meta/graph.ts';
import { graphProblem } from '#network/meta/graph-problem.ts';
import { lifeOf, LongToken } from '#network/meta/long-token.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import { readAnswer } from '#network/read-answer.ts';

const needed = ['instagram_business_basic', 'instagram_business_content_publish'];
const wished = ['instagram_business_manage_comments', 'instagram_business_manage_insights'];

/** Permissions come as a list or as one text with commas. */
const ShortToken = z.object({
	access_token: z.string().min(1),
	permissions: z.union([z.array(z.string()), z.string().transform((text) => text.split(','))]).optional(),
});
const Me = z.object({ user_id: z.string(), username: z.string() });

export function instagramConsent(ctx: Ctx, app: Connection, { back, state }: { back: string; state: string }): string {
	const url = new URL(`${instagramDialog(ctx)}/oauth/authorize`);
	const scope = [...needed, ...wished].join(',');
	const asked = { client_id: app['id'] ?? '', redirect_uri: back, response_type: 'code', scope, state };
	url.search = new URLSearchParams(asked).toString();
	return url.href;
}

/** The account of whoever came back, with a token that lasts sixty days. */
export async function instagramAccount(
	ctx: Ctx,
	app: Connection,
	{ back, answer }: { back: string; answer: URLSearchParams },
): Promise<ConnectedAccount[]> {
	// The network appends `#_` to the code, which browsers may keep.
	const code = answer.get('code')?.replace(/#_$/, '');
	if (!code) throw new NetworkProblem('permission', { code: answer.get('error') ?? 'no code' });
	const form = {
		client_id: app['id'] ?? '',
		client_secret: app['secret'] ?? '',
		grant_type: 'authorization_code',
		redirect_uri: back,
		code,
	};
	const answered = await exchange({
		method: 'POST',
		url: `${instagramTokens(ctx)}/oauth/access_token`,
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams(form).toString(),
		creating: false,
	});
	if (answered.status !== 200) throw graphProblem(answered.status, answered.text, false, null);
	const short = readAnswer(ShortToken, answered.text, false);
	const missing = needed.filter((scope) => short.permissions && !short.permissions.includes(scope));
	if (missing.length) throw new NetworkProblem('permission', { code: missing.join(' ') });
	const long = await callGraph(ctx, LongToken, {
		base: instagramAddress(ctx),
		path: 'access_token',
		params: { grant_type: 'ig_exchange_token', client_secret: app['secret'] },
		token: short.access_token,
	});
	const me = await callGraph(ctx, Me, {
		base: instagramBase(ctx),
		path: 'me',
		params: { fields: 'user_id,username' },
		token: long.access_token,
	});
	const url = `https://www.instagram.com/${encodeURIComponent(me.username)}/`;
	const connection = { token: long.access_token };
	return [{ id: me.user_id, name: me.username, url, connection, ...lifeOf(long.expires_in, ctx.now) }];
}
