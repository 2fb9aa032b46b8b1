import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import type { ConnectedAccount, Connection } from '#network/connect.ts';
import {
	instagramAddress,
	instagramBase,
	instagramDialog,
	instagramTokens,
} from '#network/instagram/instagram-addresses.ts';
import { callGraph } from '#network/meta/graph.ts';
import { exchangeCode } from '#network/meta/exchange-code.ts';
import { lifeOf } from '#network/meta/long-token.ts';
import { consentAddress } from '#network/oauth-code.ts';

const needed = ['instagram_business_basic', 'instagram_business_content_publish'];
const wished = ['instagram_business_manage_comments', 'instagram_business_manage_insights'];

const Me = z.object({ user_id: z.string(), username: z.string() });

export function instagramConsent(ctx: Ctx, app: Connection, { back, state }: { back: string; state: string }): string {
	const scope = [...needed, ...wished].join(',');
	return consentAddress(`${instagramDialog(ctx)}/oauth/authorize`, app, { back, scope, state });
}

/** The account of whoever came back, with a token that lasts sixty days. */
export async function instagramAccount(
	ctx: Ctx,
	app: Connection,
	came: { back: string; answer: URLSearchParams },
): Promise<ConnectedAccount[]> {
	const way = { tokens: instagramTokens(ctx), address: instagramAddress(ctx), grant: 'ig_exchange_token', needed };
	const long = await exchangeCode(ctx, way, app, came);
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
