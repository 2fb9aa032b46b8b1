import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { outsideLookup, readAddress } from '#platform/outside/outside-lookup.ts';
import { addressSetting } from '#network/address.ts';
import { askApi, callApi, type Api, type ApiCall } from '#network/call-api.ts';
import type { OwnAccount } from '#network/connect.ts';
import type { ExchangeAnswer } from '#network/exchange.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import { resetBy, usageBy } from '#network/rate-headers.ts';
import { readRefusal, statusProblem } from '#network/status-problem.ts';

/** The server that is asked when a person names none. Another one is a stranger's address. */
export const mastodonAddress = addressSetting(
	'MASTODON_URL',
	'Base URL of the Mastodon server that is asked when a person names none.',
	'https://mastodon.social',
);

/** How a server is looked up that a person named; undefined for the one of the setting, which the operator chose. */
export function lookupOf(ctx: Ctx, server: string): Api['lookup'] {
	if (server === mastodonAddress(ctx)) return undefined;
	try {
		return outsideLookup(ctx.settings, readAddress(server));
	} catch (error) {
		throw new NetworkProblem('permission', { code: 'address', reason: (error as Error).message });
	}
}

type Asker = { connection: OwnAccount['connection']; note?: OwnAccount['note'] };

function apiOf(ctx: Ctx, { connection, note }: Asker): Api {
	const server = connection['server'] ?? mastodonAddress(ctx);
	const token = connection['token'];
	return {
		now: ctx.now,
		base: server,
		lookup: lookupOf(ctx, server),
		headers: token ? { authorization: `Bearer ${token}` } : {},
		usage: ({ headers }) => usageBy(headers, 'x-ratelimit', { scope: 'account', endpoint: 'calls' }),
		...(note ? { note } : {}),
		problem: mastodonProblem,
	};
}

/** Asks the server of an account. Throws NetworkProblem. */
export const callMastodon = <S extends z.ZodType>(ctx: Ctx, as: Asker, schema: S, call: ApiCall) =>
	callApi(apiOf(ctx, as), schema, call);

/** The same, with the answer as it came: its status says whether a picture is ready. */
export const askMastodon = (ctx: Ctx, as: Asker, call: ApiCall): Promise<ExchangeAnswer> =>
	askApi(apiOf(ctx, as), call);

const Refused = z.object({ error: z.string().default('') });

function mastodonProblem(
	{ status, headers, text }: ExchangeAnswer,
	creating: boolean,
	{ path }: ApiCall,
): NetworkProblem {
	const reason = (Refused.safeParse(readRefusal(text)).data?.error ?? '').slice(0, 300);
	const details = { code: status, reason };
	if (status === 403 && /disabled|suspended|confirm/i.test(reason))
		return new NetworkProblem('account-restricted', details);
	if (status === 422 && /not finished processing|have not finished/i.test(reason))
		return new NetworkProblem('media-processing', details);
	if (status === 422 && path.includes('/media')) return new NetworkProblem('media-rejected', details);
	return statusProblem(status, creating, details, resetBy(headers, 'x-ratelimit'));
}
