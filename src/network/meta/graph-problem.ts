import { z } from 'zod';
import { NetworkProblem, type NetworkTrouble } from '#network/network-problem.ts';

const Refused = z.object({
	error: z.object({
		message: z.string().default(''),
		code: z.number(),
		error_subcode: z.number().nullish(),
		error_user_msg: z.string().nullish(),
	}),
});

/** Codes and subcodes that say the same wherever they come. Source: the Graph API's pages on errors, and clients that meet them. */
const known = new Map<number, NetworkTrouble>([
	[190, 'auth-revoked'],
	[463, 'auth-expired'],
	[102, 'auth-revoked'],
	[3, 'permission'],
	[10, 'permission'],
	[1404078, 'permission'],
	[4854002, 'permission'],
	[368, 'account-restricted'],
	[1390008, 'account-restricted'],
	[1404112, 'account-restricted'],
	[1346003, 'account-restricted'],
	[1404102, 'account-restricted'],
	[2207050, 'account-restricted'],
	[2207051, 'account-restricted'],
	[4279013, 'account-restricted'],
	[506, 'duplicate'],
	[1366051, 'duplicate'],
	[1366046, 'media-rejected'],
	[2207004, 'media-rejected'],
	[2207005, 'media-rejected'],
	[2207009, 'media-rejected'],
	[36003, 'media-rejected'],
	[2207026, 'media-rejected'],
	[2207028, 'media-rejected'],
	[2207003, 'media-rejected'],
	[2207052, 'media-rejected'],
	[2207027, 'media-processing'],
	[2207008, 'stage-lost'],
	[2207020, 'stage-lost'],
	[2207006, 'stage-lost'],
	[2207042, 'quota-exhausted'],
	[2635, 'version-ended'],
	[33, 'not-found'],
	[803, 'not-found'],
]);

const slow = (code: number): boolean => [4, 9, 17, 32, 341, 613].includes(code) || (code >= 80000 && code <= 80014);

/** What an answer that is no success means. `creating`: whether the call may have changed something all the same. */
export function graphProblem(status: number, text: string, creating: boolean, until: Date | null): NetworkProblem {
	let value: unknown = null;
	try {
		value = JSON.parse(text);
	} catch {
		// Said below: an answer that is not the network's own.
	}
	const parsed = Refused.safeParse(value);
	if (!parsed.success) {
		if (status === 429) return new NetworkProblem('rate-limited', { code: status }, until);
		if (status >= 400 && status < 500) return new NetworkProblem('validation', { code: status });
		return new NetworkProblem(creating ? 'unknown-outcome' : 'transient', { code: status });
	}
	const { code, error_subcode: subcode, message, error_user_msg: told } = parsed.data.error;
	const details = { code: subcode ? `${code}/${subcode}` : code, reason: (told ?? message).slice(0, 300) };
	const trouble =
		(subcode ? known.get(subcode) : undefined) ??
		(slow(code) ? 'rate-limited' : undefined) ??
		known.get(code) ??
		(code >= 200 && code <= 299 ? 'permission' : undefined);
	if (trouble) return new NetworkProblem(trouble, details, until);
	if (code === 1 || code === 2 || status >= 500)
		return new NetworkProblem(creating ? 'unknown-outcome' : 'transient', details);
	return new NetworkProblem('validation', details);
}
