import type { IncomingHttpHeaders } from 'node:http';
import type { Usage } from '#network/usage.ts';

/**
 * What three headers say that many networks send: `PREFIX-limit`, `PREFIX-remaining` and `PREFIX-reset` (Unix seconds, or a
 * time as text).
 */
export function usageBy(
	headers: IncomingHttpHeaders,
	prefix: string,
	{ scope, endpoint }: Pick<Usage, 'scope' | 'endpoint'>,
): Usage[] {
	const [limit, left] = [Number(headers[`${prefix}-limit`]), Number(headers[`${prefix}-remaining`])];
	if (!(limit > 0) || !Number.isFinite(left)) return [];
	const until = resetBy(headers, prefix);
	return [{ scope, ...(endpoint ? { endpoint: endpoint.slice(0, 60) } : {}), share: 1 - left / limit, until }];
}

/** When the allowance comes back that these headers tell of. */
export function resetBy(headers: IncomingHttpHeaders, prefix: string): Date | null {
	const told = headers[`${prefix}-reset`];
	if (typeof told !== 'string') return null;
	const time = /^\d+$/.test(told) ? new Date(Number(told) * 1000) : new Date(told);
	return Number.isNaN(time.getTime()) ? null : time;
}
