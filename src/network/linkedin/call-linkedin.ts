import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { askApi, callApi, type Api, type ApiCall } from '#network/call-api.ts';
import type { Connection, OwnAccount } from '#network/connect.ts';
import { retryAfter, type ExchangeAnswer } from '#network/exchange.ts';
import { linkedinAddress, linkedinVersion } from '#network/linkedin/linkedin-version.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import { readRefusal, statusProblem } from '#network/status-problem.ts';

type Asker = { connection: Connection; note?: OwnAccount['note'] };

function apiOf(ctx: Ctx, { connection, note }: Asker): Api {
	return {
		now: ctx.now,
		base: linkedinAddress(ctx),
		headers: {
			authorization: `Bearer ${connection['token'] ?? ''}`,
			'linkedin-version': linkedinVersion(ctx),
			'x-restli-protocol-version': '2.0.0',
		},
		problem(answer, creating, call) {
			const problem = linkedinProblem(ctx, answer, creating, Boolean(connection['refresh']), call);
			if (problem.trouble === 'rate-limited')
				note?.({ scope: 'account', endpoint: 'day', share: 1, until: problem.until });
			return problem;
		},
	};
}

/** Asks LinkedIn. Throws NetworkProblem. */
export const callLinkedin = <S extends z.ZodType>(ctx: Ctx, as: Asker, schema: S, call: ApiCall) =>
	callApi(apiOf(ctx, as), schema, call);

/** The same, with the answer as it came: the number of what was made stands in a header. */
export const askLinkedin = (ctx: Ctx, as: Asker, call: ApiCall): Promise<ExchangeAnswer> =>
	askApi(apiOf(ctx, as), call);

const Refused = z.object({
	message: z.string().default(''),
	code: z.string().default(''),
	serviceErrorCode: z.number().optional(),
});

function linkedinProblem(
	ctx: Ctx,
	{ status, headers, text }: ExchangeAnswer,
	creating: boolean,
	renews: boolean,
	{ path }: ApiCall,
): NetworkProblem {
	const { message = '', code = '', serviceErrorCode } = Refused.safeParse(readRefusal(text)).data ?? {};
	const details = { code: code || serviceErrorCode || status, reason: message.slice(0, 300) };
	if (status === 426 || code === 'NONEXISTENT_VERSION') return new NetworkProblem('version-ended', details);
	if (status === 401) {
		const over = serviceErrorCode === 65_602 || code === 'EXPIRED_ACCESS_TOKEN';
		return new NetworkProblem(over && renews ? 'auth-expired' : 'auth-revoked', details);
	}
	if (/duplicate/i.test(`${code} ${message}`)) return new NetworkProblem('duplicate', details);
	if (status === 403 && /restricted/i.test(`${code} ${message}`))
		return new NetworkProblem('account-restricted', details);
	if (status === 400 && path.startsWith('/rest/images')) return new NetworkProblem('media-rejected', details);
	// What is allowed in a day begins anew at midnight UTC; the figures are told nowhere.
	const midnight = new Date(Date.UTC(ctx.now.getUTCFullYear(), ctx.now.getUTCMonth(), ctx.now.getUTCDate() + 1));
	return statusProblem(status, creating, details, status === 429 ? (retryAfter(headers, ctx.now) ?? midnight) : null);
}
