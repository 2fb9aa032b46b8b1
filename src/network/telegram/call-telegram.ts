import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { addressSetting } from '#network/address.ts';
import { callApi, type Body } from '#network/call-api.ts';
import type { OwnAccount } from '#network/connect.ts';
import { retryAfter, type ExchangeAnswer } from '#network/exchange.ts';
import { NetworkProblem, type NetworkTrouble } from '#network/network-problem.ts';
import { readRefusal, statusProblem } from '#network/status-problem.ts';

const address = addressSetting('TELEGRAM_URL', 'Base URL of the Telegram Bot API.', 'https://api.telegram.org');

export interface TelegramCall {
	/** Of the Bot API: `sendMessage`. */
	method: string;
	body?: Body;
	/** True: what it makes must not be there twice. */
	creating?: boolean;
}

/**
 * Asks the Bot API. Its token stands in the address, since there is no other place for it: addresses of calls are neither
 * logged nor said in problems. Throws NetworkProblem.
 */
export async function callTelegram<S extends z.ZodType>(
	ctx: Ctx,
	{ connection, note }: { connection: OwnAccount['connection']; note?: OwnAccount['note'] },
	schema: S,
	{ method, body, creating = false }: TelegramCall,
): Promise<z.output<S>> {
	const api = {
		now: ctx.now,
		base: `${address(ctx)}/bot${connection['token'] ?? ''}`,
		headers: {},
		problem: (answer: ExchangeAnswer): NetworkProblem => telegramProblem(ctx, answer, creating),
	};
	try {
		const { result } = await callApi(api, Answered, {
			method: 'POST',
			path: `/${method}`,
			body: body ?? { json: {} },
			creating,
		});
		const read = schema.safeParse(result);
		if (!read.success)
			throw new NetworkProblem(creating ? 'unknown-outcome' : 'transient', { reason: 'unexpected answer' });
		return read.data;
	} catch (error) {
		if (error instanceof NetworkProblem && error.trouble === 'rate-limited')
			note?.({ scope: 'account', endpoint: 'messages', share: 1, until: error.until });
		throw error;
	}
}

const Answered = z.object({ result: z.unknown() });
const Refused = z.object({
	description: z.string().default(''),
	parameters: z.object({ retry_after: z.number().optional() }).optional(),
});

/** What its descriptions mean; there is no finer code. The texts are the Bot API server's own. */
const told: readonly (readonly [RegExp, NetworkTrouble])[] = [
	[/bot was kicked|not a member|bot was blocked|chat not found|deactivated/i, 'auth-revoked'],
	[/rights|admin|forbidden/i, 'permission'],
	[/message (?:to delete |to edit |to be replied )?not found/i, 'not-found'],
	[/photo|image|wrong file|failed to get http url/i, 'media-rejected'],
];

function telegramProblem(ctx: Ctx, { status, headers, text }: ExchangeAnswer, creating: boolean): NetworkProblem {
	const { description = '', parameters } = Refused.safeParse(readRefusal(text)).data ?? {};
	const details = { code: status, reason: description.slice(0, 300) };
	if (status === 429) {
		const seconds = Math.min(parameters?.retry_after ?? 60, 86_400);
		const until = parameters?.retry_after ? null : retryAfter(headers, ctx.now);
		return new NetworkProblem('rate-limited', details, until ?? new Date(ctx.now.getTime() + seconds * 1000));
	}
	// A token that never was one is answered with 404, in the server's own words.
	if (status === 404 && description) return new NetworkProblem('auth-revoked', details);
	const trouble =
		status === 400 || status === 403 ? told.find(([pattern]) => pattern.test(description))?.[1] : undefined;
	return trouble ? new NetworkProblem(trouble, details) : statusProblem(status, creating, details);
}
