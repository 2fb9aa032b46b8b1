import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { addressSetting } from '#network/address.ts';
import { callApi, type Api, type ApiCall } from '#network/call-api.ts';
import type { Connection, OwnAccount } from '#network/connect.ts';
import type { ExchangeAnswer } from '#network/exchange.ts';
import { NetworkProblem, type NetworkTrouble } from '#network/network-problem.ts';
import { readRefusal, statusProblem } from '#network/status-problem.ts';
import { unitsReturn } from '#network/youtube/youtube-units.ts';

export const youtubeAddress = addressSetting(
	'YOUTUBE_URL',
	'Base URL of the YouTube Data API, without a version.',
	'https://www.googleapis.com/youtube',
);
export const youtubeTokens = addressSetting(
	'YOUTUBE_TOKEN_URL',
	'Base URL where Google makes codes into tokens for YouTube.',
	'https://oauth2.googleapis.com',
);
export const youtubeDialog = addressSetting(
	'YOUTUBE_DIALOG_URL',
	'Base URL where people give an app of Google leave for YouTube.',
	'https://accounts.google.com',
);

/** Asks the Data API. Throws NetworkProblem. */
export const callYoutube = <S extends z.ZodType>(
	ctx: Ctx,
	{ connection, note }: { connection: Connection; note?: OwnAccount['note'] },
	schema: S,
	call: ApiCall,
): Promise<z.output<S>> => {
	const api: Api = {
		now: ctx.now,
		base: `${youtubeAddress(ctx)}/v3`,
		headers: { authorization: `Bearer ${connection['token'] ?? ''}` },
		problem(answer, creating) {
			const problem = youtubeProblem(ctx, answer, creating);
			// The units belong to the app: every channel of it waits.
			if (problem.trouble === 'quota-exhausted')
				note?.({ scope: 'app', endpoint: 'units', share: 1, until: problem.until });
			return problem;
		},
	};
	return callApi(api, schema, call);
};

const Refused = z.object({
	error: z.object({
		message: z.string().default(''),
		errors: z.array(z.object({ reason: z.string().default('') })).default([]),
	}),
});

/** What its reasons mean. */
const reasons: Readonly<Record<string, NetworkTrouble>> = {
	quotaExceeded: 'quota-exhausted',
	dailyLimitExceeded: 'quota-exhausted',
	rateLimitExceeded: 'rate-limited',
	userRateLimitExceeded: 'rate-limited',
	commentsDisabled: 'permission',
	forbidden: 'permission',
	ineligibleAccount: 'permission',
	channelSuspended: 'account-restricted',
	accountDelegationForbidden: 'permission',
	youtubeSignupRequired: 'account-restricted',
	authError: 'auth-expired',
	commentTextTooLong: 'validation',
};

function youtubeProblem(ctx: Ctx, { status, text }: ExchangeAnswer, creating: boolean): NetworkProblem {
	const { message = '', errors = [] } = Refused.safeParse(readRefusal(text)).data?.error ?? {};
	const reason = errors[0]?.reason ?? '';
	const details = { code: reason || status, reason: message.slice(0, 300) };
	const trouble = reasons[reason];
	if (trouble === 'quota-exhausted') return new NetworkProblem(trouble, details, unitsReturn(ctx.now));
	if (trouble) return new NetworkProblem(trouble, details);
	// A token of an hour that ran out looks like one that was taken back: renewing tells which it was.
	if (status === 401) return new NetworkProblem('auth-expired', details);
	return statusProblem(status, creating, details);
}
