import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import type { ConnectedAccount, Connection } from '#network/connect.ts';
import { callGraph } from '#network/meta/graph.ts';
import { exchangeCode } from '#network/meta/exchange-code.ts';
import { lifeOf } from '#network/meta/long-token.ts';
import { consentAddress } from '#network/oauth-code.ts';
import { webAddress } from '#network/read-answer.ts';
import { threadsAddress, threadsBase, threadsDialog } from '#network/threads/threads-addresses.ts';

const scopes = [
	'threads_basic',
	'threads_content_publish',
	'threads_manage_replies',
	'threads_read_replies',
	'threads_manage_insights',
	'threads_delete',
	// Finds what others say with a link to us.
	'threads_keyword_search',
];

const Me = z.object({ id: z.string(), username: z.string() });

export function threadsConsent(ctx: Ctx, app: Connection, { back, state }: { back: string; state: string }): string {
	return consentAddress(`${threadsDialog(ctx)}/oauth/authorize`, app, { back, scope: scopes.join(','), state });
}

/** The account of whoever came back, with a token that lasts sixty days. */
export async function threadsAccount(
	ctx: Ctx,
	app: Connection,
	came: { back: string; answer: URLSearchParams },
): Promise<ConnectedAccount[]> {
	const address = threadsAddress(ctx);
	const way = { tokens: address, address, grant: 'th_exchange_token', needed: [] };
	const long = await exchangeCode(ctx, way, app, came);
	const me = await callGraph(ctx, Me, {
		base: threadsBase(ctx),
		path: 'me',
		params: { fields: 'id,username' },
		token: long.access_token,
	});
	const url = webAddress(`https://www.threads.net/@${me.username}`);
	return [
		{
			id: me.id,
			name: me.username,
			url,
			connection: { token: long.access_token },
			...lifeOf(long.expires_in, ctx.now),
		},
	];
}
