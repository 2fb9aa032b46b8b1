import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** Headers that every answer carries. The content security policy comes with the page, whose style it knows. */
export const commonHeaders = (https: boolean): [string, string][] => [
	['x-content-type-options', 'nosniff'],
	['referrer-policy', 'strict-origin-when-cross-origin'],
	['x-frame-options', 'SAMEORIGIN'],
	['cross-origin-opener-policy', 'same-origin'],
	['permissions-policy', 'geolocation=(), microphone=(), payment=()'],
	...(https ? [['strict-transport-security', 'max-age=31536000'] as [string, string]] : []),
];

const overHttp = commonHeaders(false);
const overHttps = commonHeaders(true);

/** `framed`: the page's own policy names who may frame it; the older header knows only everybody or nobody. */
export function securityHeaders(response: ServerResponse, https: boolean, framed = false): void {
	for (const [name, value] of https ? overHttps : overHttp)
		if (!framed || name !== 'x-frame-options') response.setHeader(name, value);
}

/** What a file has no use for whose address changes when it does: nobody asks for it again, nor for a part of it. */
const ofChangingFiles = new Set(['etag', 'accept-ranges']);

/**
 * A script, style or picture of the build: nothing but its type and the way to it can be misused. Forty of them come with a working page, and what
 * each carries is weighed.
 */
export function assetHeaders(response: ServerResponse, https: boolean): void {
	for (const [name, value] of https ? overHttps : overHttp)
		if (/^(?:x-content-type-options|strict-transport-security)$/.test(name)) response.setHeader(name, value);
	const write = response.writeHead.bind(response) as (status: number, headers?: OutgoingHttpHeaders) => ServerResponse;
	response.writeHead = ((status: number, headers: OutgoingHttpHeaders = {}) =>
		write(
			status,
			Object.fromEntries(Object.entries(headers).filter(([name]) => !ofChangingFiles.has(name.toLowerCase()))),
		)) as typeof response.writeHead;
}
