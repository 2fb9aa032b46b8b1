import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { addressSetting } from '#network/address.ts';
import { callApi, type Api, type ApiCall } from '#network/call-api.ts';
import type { Connection, OwnAccount } from '#network/connect.ts';
import type { ExchangeAnswer } from '#network/exchange.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import { resetBy, usageBy } from '#network/rate-headers.ts';
import { readRefusal, statusProblem } from '#network/status-problem.ts';

export const pinterestAddress = addressSetting(
	'PINTEREST_URL',
	'Base URL of the API of Pinterest, without a version.',
	'https://api.pinterest.com',
);
export const pinterestDialog = addressSetting(
	'PINTEREST_DIALOG_URL',
	'Base URL where people give an app of Pinterest leave.',
	'https://www.pinterest.com',
);

/** Asks Pinterest. Throws NetworkProblem. */
export const callPinterest = <S extends z.ZodType>(
	ctx: Ctx,
	{ connection, note }: { connection: Connection; note?: OwnAccount['note'] },
	schema: S,
	call: ApiCall,
): Promise<z.output<S>> => {
	// Reading and writing have allowances of their own.
	const endpoint = (call.method ?? 'GET') === 'GET' ? 'read' : 'write';
	const api: Api = {
		now: ctx.now,
		base: `${pinterestAddress(ctx)}/v5`,
		headers: { authorization: `Bearer ${connection['token'] ?? ''}` },
		usage: ({ headers }) => usageBy(headers, 'x-ratelimit', { scope: 'account', endpoint }),
		...(note ? { note } : {}),
		problem: pinterestProblem,
	};
	return callApi(api, schema, call);
};

const Refused = z.object({ code: z.number().optional(), message: z.string().default('') });

function pinterestProblem({ status, headers, text }: ExchangeAnswer, creating: boolean): NetworkProblem {
	const { code, message = '' } = Refused.safeParse(readRefusal(text)).data ?? {};
	const details = { code: code ?? status, reason: message.slice(0, 300) };
	// A token that ran out looks like one that was taken back: renewing tells which it was.
	if (status === 401) return new NetworkProblem('auth-expired', details);
	if (status === 403 && /suspended|restricted|blocked/i.test(message))
		return new NetworkProblem('account-restricted', details);
	if (status === 400 && /image|media/i.test(message)) return new NetworkProblem('media-rejected', details);
	return statusProblem(status, creating, details, resetBy(headers, 'x-ratelimit'));
}
