import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import type { ConnectedAccount, Connection } from '#network/connect.ts';
import { dialogAddress, graphAddress } from '#network/facebook/facebook-addresses.ts';
import { callGraph } from '#network/meta/graph.ts';
import { graphVersion } from '#network/meta/graph-version.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import { codeFrom, consentAddress } from '#network/oauth-code.ts';

/** What a page cannot be run without; all of it is asked for, and each can be unticked. */
const needed = ['pages_show_list', 'pages_read_engagement', 'pages_manage_posts', 'pages_manage_engagement'];
const wished = ['pages_read_user_content', 'pages_manage_metadata', 'read_insights'];

const Token = z.object({ access_token: z.string().min(1), expires_in: z.number().optional() });
const Permissions = z.object({ data: z.array(z.object({ permission: z.string(), status: z.string() })) });
const Pages = z.object({
	data: z.array(z.object({ id: z.string(), name: z.string(), access_token: z.string().optional() })),
	paging: z.object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() }).optional(),
});
const Debugged = z.object({
	data: z.object({
		is_valid: z.boolean().default(true),
		expires_at: z.number().default(0),
		data_access_expires_at: z.number().default(0),
	}),
});

export const facebookBase = (ctx: Ctx): string => `${graphAddress(ctx)}/${graphVersion(ctx)}`;

/** Where somebody gives the site's app leave. */
export function facebookDialog(ctx: Ctx, app: Connection, { back, state }: { back: string; state: string }): string {
	const scope = [...needed, ...wished].join(',');
	return consentAddress(`${dialogAddress(ctx)}/${graphVersion(ctx)}/dialog/oauth`, app, { back, scope, state });
}

/** The pages of whoever came back. Their tokens do not end by the clock; access to data does, after ninety days. */
export async function facebookPages(
	ctx: Ctx,
	app: Connection,
	{ back, answer }: { back: string; answer: URLSearchParams },
): Promise<ConnectedAccount[]> {
	const code = codeFrom(answer);
	const base = facebookBase(ctx);
	const client = { client_id: app['id'], client_secret: app['secret'] };
	const ask = <S extends z.ZodType>(
		schema: S,
		path: string,
		params: Record<string, string | undefined>,
		token?: string,
	) => callGraph(ctx, schema, { base, path, params, token });
	const short = await ask(Token, 'oauth/access_token', { ...client, redirect_uri: back, code });
	const exchangeFor = { grant_type: 'fb_exchange_token', ...client, fb_exchange_token: short.access_token };
	const { access_token: token } = await ask(Token, 'oauth/access_token', exchangeFor);
	const { data: permissions } = await ask(Permissions, 'me/permissions', {}, token);
	const missing = needed.filter(
		(scope) => !permissions.some(({ permission, status }) => permission === scope && status === 'granted'),
	);
	if (missing.length) throw new NetworkProblem('permission', { code: missing.join(' ') });

	const accounts: ConnectedAccount[] = [];
	let after: string | undefined;
	for (let part = 0; part < 20; part++) {
		const found = await ask(Pages, 'me/accounts', { fields: 'id,name,access_token', limit: '100', after }, token);
		for (const { id, name, access_token: own } of found.data)
			if (own)
				accounts.push({
					id,
					name,
					url: `https://www.facebook.com/${id}`,
					connection: { token: own },
					expires: await facebookEnd(ctx, app, own),
				});
		after = found.paging?.next ? found.paging.cursors?.after : undefined;
		if (!after) break;
	}
	return accounts;
}

/** When a page's token ends, whichever of its ends is first; null: not by the clock. Throws `auth-revoked` when it has. */
export async function facebookEnd(ctx: Ctx, app: Connection, token: string): Promise<Date | null> {
	const { data } = await callGraph(ctx, Debugged, {
		base: facebookBase(ctx),
		path: 'debug_token',
		params: { input_token: token },
		token: `${app['id']}|${app['secret']}`,
	});
	if (!data.is_valid) throw new NetworkProblem('auth-revoked', { code: 'debug_token' });
	const ends = [data.expires_at, data.data_access_expires_at].filter((seconds) => seconds > 0);
	return ends.length ? new Date(Math.min(...ends) * 1000) : null;
}
