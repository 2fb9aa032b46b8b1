import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { addressSetting } from '#network/address.ts';
import type { OwnAccount } from '#network/connect.ts';
import { askedToWait, exchange, retryAfter, type ExchangeAnswer } from '#network/exchange.ts';
import { NetworkProblem } from '#network/network-problem.ts';

const address = addressSetting('LINE_URL', 'Base URL of the LINE Messaging API.', 'https://api.line.me');

export interface LineCall {
	path: string;
	/** Absent: POST with a body, else GET. */
	method?: 'PUT';
	token: string | undefined;
	/** Absent: a question. */
	body?: object;
	/** With it a message that was accepted once is answered with 409, and is not sent again. */
	retryKey?: string;
	note?: OwnAccount['note'];
}

/** Asks LINE. A message whose retry key was accepted before counts as answered. Throws NetworkProblem. */
export async function callLine(
	ctx: Ctx,
	{ method, path, token, body, retryKey, note }: LineCall,
): Promise<ExchangeAnswer> {
	const answer = await exchange({
		method: method ?? (body ? 'POST' : 'GET'),
		url: `${address(ctx)}${path}`,
		creating: retryKey !== undefined,
		again: !method && !body,
		headers: {
			authorization: `Bearer ${token ?? ''}`,
			...(body ? { 'content-type': 'application/json' } : {}),
			...(retryKey ? { 'x-line-retry-key': retryKey } : {}),
		},
		...(body ? { body: JSON.stringify(body) } : {}),
	});
	if (answer.status >= 200 && answer.status < 300) return answer;
	if (answer.status === 409 && retryKey && answer.headers['x-line-accepted-request-id']) return answer;
	const problem = askedToWait(lineProblem(ctx, answer, retryKey !== undefined), answer.headers, ctx.now);
	if (problem.trouble === 'rate-limited')
		note?.({ scope: 'endpoint', endpoint: path.split('?')[0]!, share: 1, until: problem.until });
	throw problem;
}

const Refused = z.object({ message: z.string().default('') });

function lineProblem(ctx: Ctx, { status, headers, text }: ExchangeAnswer, creating: boolean): NetworkProblem {
	let message = '';
	try {
		message = Refused.parse(JSON.parse(text)).message;
	} catch {
		// Not LINE itself: the status has to do.
	}
	const details = { code: status, reason: message.slice(0, 300) };
	if (status === 401) return new NetworkProblem('auth-revoked', details);
	if (status === 403) return new NetworkProblem('permission', details);
	if (status === 404) return new NetworkProblem('not-found', details);
	if (status === 409) return new NetworkProblem('duplicate', details);
	// One status for two things: the month's messages are used up, or there were too many calls.
	if (status === 429 && /monthly limit/i.test(message)) return new NetworkProblem('cost-blocked', details);
	if (status === 429) return new NetworkProblem('rate-limited', details, retryAfter(headers, ctx.now));
	if (status >= 400 && status < 500) return new NetworkProblem('validation', details);
	return new NetworkProblem(creating ? 'unknown-outcome' : 'transient', details);
}
