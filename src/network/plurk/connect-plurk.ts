import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import type { ConnectedAccount, ConnectField, Connection } from '#network/connect.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import { askPlurk, callPlurk, plurkAddress } from '#network/plurk/call-plurk.ts';
import { plurkText } from '#network/plurk/messages/index.ts';

export const Me = z.object({
	id: z.number(),
	nick_name: z.string(),
	display_name: z.string().nullish(),
	fans_count: z.number().nullish(),
});

export const plurkApp: ConnectField[] = [
	{
		name: 'id',
		label: (locale) => plurkText(locale)('app.id'),
		hint: (locale) => plurkText(locale)('app.id.hint'),
		pattern: /^[\w-]{6,60}$/,
	},
	{ name: 'secret', label: (locale) => plurkText(locale)('app.secret'), secret: true, pattern: /^[\w-]{10,100}$/ },
];

/** A pair of tokens, as OAuth 1.0a answers: a form. */
function pairOf(text: string): { token: string; secret: string } {
	const form = new URLSearchParams(text);
	const [token, secret] = [form.get('oauth_token'), form.get('oauth_token_secret')];
	if (!token || !secret) throw new NetworkProblem('transient', { reason: 'unexpected answer' });
	return { token, secret };
}

/** OAuth 1.0a asks for a token before anybody is sent, whose secret is needed when they come back. */
export async function plurkConsent(
	ctx: Ctx,
	app: Connection,
	{ back, state }: { back: string; state: string },
): Promise<{ url: string; kept: Connection }> {
	const more = { oauth_callback: `${back}?${new URLSearchParams({ state })}` };
	const { text } = await askPlurk(ctx, { connection: {}, app }, { path: '/OAuth/request_token', more });
	const kept = pairOf(text);
	return { url: `${plurkAddress(ctx)}/OAuth/authorize?${new URLSearchParams({ oauth_token: kept.token })}`, kept };
}

/** The account of whoever came back. What acts for it does not end. */
export async function plurkAccount(
	ctx: Ctx,
	app: Connection,
	{ kept = {}, answer }: { kept?: Connection; answer: URLSearchParams },
): Promise<ConnectedAccount[]> {
	const verifier = answer.get('oauth_verifier');
	if (!verifier || !kept['token'] || answer.get('oauth_token') !== kept['token'])
		throw new NetworkProblem('permission', { code: 'no verifier' });
	const call = { path: '/OAuth/access_token', more: { oauth_verifier: verifier } };
	const connection = pairOf((await askPlurk(ctx, { connection: kept, app }, call)).text);
	const me = await callPlurk(ctx, { connection, app }, Me, { path: '/APP/Users/me' });
	return [
		{
			id: String(me.id),
			name: me.display_name || me.nick_name,
			url: `https://www.plurk.com/${me.nick_name}`,
			connection,
		},
	];
}
