import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import type { ConnectedAccount, Connection } from '#network/connect.ts';
import { exchange } from '#network/exchange.ts';
import { callGraph } from '#network/meta/graph.ts';
import { graphProblem } from '#network/meta/graph-problem.ts';
import { lifeOf, LongToken } from '#network/meta/long-token.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import { readAnswer, webAddress } from '#network/read-answer.ts';
import { threadsAddress, threadsBase, threadsDialog } from '#network/threads/threads-addresses.ts';

const scopes = [
	'threads_basic',
	'threads_content_publish',
	'threads_manage_replies',
	'threads_read_replies',
	'threads_manage_insights',
	'threads_delete',
];

const ShortToken = z.object({ access_token: z.string().min(1) });
const Me = z.object({ id: z.string(), username: z.string() });

export function threadsConsent(ctx: Ctx, app: Connection, { back, state }: { back: string; state: string }): string {
	const url = new URL(`${threadsDialog(ctx)}/oauth/authorize`);
	const asked = {
		client_id: app['id'] ?? '',
		redirect_uri: back,
		response_type: 'code',
		scope: scopes.join(','),
		state,
	};
	url.search = new URLSearchParams(asked).toString();
	return url.href;
}

/** The account of whoever came back, with a token that lasts sixty days. */
export async function threadsAccount(
	ctx: Ctx,
	app: Connection,
	{ back, answer }: { back: string; answer: URLSearchParams },
): Promise<ConnectedAccount[]> {
	const code = answer.get('code');
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
		url: `${threadsAddress(ctx)}/oauth/access_token`,
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams(form).toString(),
		creating: false,
	});
	if (answered.status !== 200) throw graphProblem(answered.status, answered.text, false, null);
	const short = readAnswer(ShortToken, answered.text, false);
	const long = await callGraph(ctx, LongToken, {
		base: threadsAddress(ctx),
		path: 'access_token',
		params: { grant_type: 'th_exchange_token', client_secret: app['secret'] },
		token: short.access_token,
	});
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
