import type { ServerResponse } from 'node:http';

/** Headers that every answer carries. The content security policy comes with the page, whose style it knows. */
export function securityHeaders(response: ServerResponse, https: boolean): void {
	response.setHeader('x-content-type-options', 'nosniff');
	response.setHeader('referrer-policy', 'strict-origin-when-cross-origin');
	response.setHeader('x-frame-options', 'SAMEORIGIN');
	response.setHeader('cross-origin-opener-policy', 'same-origin');
	response.setHeader('permissions-policy', 'geolocation=(), microphone=(), payment=()');
	if (https) response.setHeader('strict-transport-security', 'max-age=31536000');
}
