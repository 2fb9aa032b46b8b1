import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { addressSetting } from '#network/address.ts';
import { callApi, type Api, type ApiCall } from '#network/call-api.ts';
import type { Connection, OwnAccount } from '#network/connect.ts';
import type { ExchangeAnswer } from '#network/exchange.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import { resetBy, usageBy } from '#network/rate-headers.ts';
import { readRefusal, statusProblem } from '#network/status-problem.ts';

export const xAddress = addressSetting('X_URL', 'Base URL of the API of X.', 'https://api.x.com');
export const xDialog = addressSetting('X_DIALOG_URL', 'Base URL where people give an app of X leave.', 'https://x.com');

/** Asks X. Throws NetworkProblem. */
export const callX = <S extends z.ZodType>(
	ctx: Ctx,
	{ connection, note }: { connection: Connection; note?: OwnAccount['note'] },
	schema: S,
	call: ApiCall,
): Promise<z.output<S>> => {
	// Allowances are counted for each endpoint: ids in its path do not make another one.
	const endpoint = `${call.method ?? 'GET'} ${call.path.replace(/\/\d{3,}/g, '/:id')}`;
	const api: Api = {
		now: ctx.now,
		base: xAddress(ctx),
		headers: { authorization: `Bearer ${connection['token'] ?? ''}` },
		usage: ({ headers }) => usageBy(headers, 'x-rate-limit', { scope: 'endpoint', endpoint }),
		...(note ? { note } : {}),
		problem: xProblem,
	};
	return callApi(api, schema, call);
};

const Refused = z.object({
	title: z.string().default(''),
	detail: z.string().default(''),
	type: z.string().default(''),
	errors: z.array(z.object({ message: z.string().default('') })).optional(),
});

function xProblem({ status, headers, text }: ExchangeAnswer, creating: boolean, { path }: ApiCall): NetworkProblem {
	const { title = '', detail = '', type = '', errors } = Refused.safeParse(readRefusal(text)).data ?? {};
	const reason = (detail || errors?.[0]?.message || title).slice(0, 300);
	const details = { code: type.split('/').at(-1) || status, reason };
	const until = resetBy(headers, 'x-rate-limit');
	// A token of two hours that ran out looks like one that was taken back: renewing tells which it was.
	if (status === 401) return new NetworkProblem('auth-expired', details);
	if (status === 402 || /usage-capped|credits/i.test(`${type} ${title}`))
		return new NetworkProblem('cost-blocked', details);
	if (/duplicate content/i.test(reason)) return new NetworkProblem('duplicate', details);
	if (status === 403 && /suspended|locked/i.test(`${type} ${reason}`))
		return new NetworkProblem('account-restricted', details);
	if (status === 400 && /media ids? (?:are|is) invalid/i.test(reason)) return new NetworkProblem('stage-lost', details);
	if (status === 400 && path.includes('/media/')) return new NetworkProblem('media-rejected', details);
	return statusProblem(status, creating, details, until);
}
