/** What a shop may ask to know. */
export const knownScopes = ['openid', 'profile', 'email'] as const;

/** Addresses of single sign-on, as the discovery document gives them. */
export const signOnPaths = {
	authorize: '/oidc/authorize',
	token: '/oidc/token',
	userinfo: '/oidc/userinfo',
	keys: '/oidc/keys',
	logout: '/oidc/logout',
} as const;

/**
 * The lines of a form as addresses to lead back to; null when one of them is none. Https, or plain http on one's own
 * computer; without a fragment (RFC 6749 §3.1.2); to be compared to the letter.
 */
export function readRedirects(text: string): string[] | null {
	const lines = [...new Set(text.split(/\s+/).filter(Boolean))];
	return lines.every(isRedirect) ? lines : null;
}

function isRedirect(address: string): boolean {
	// Letters beyond ASCII look like others: a host has them as `xn--`, a path as `%`.
	if (
		address.length > 500 ||
		!/^[\x21-\x7e]+$/.test(address) ||
		!URL.canParse(address) ||
		address.includes('#') ||
		address.includes('*')
	)
		return false;
	const { protocol, hostname, username, password } = new URL(address);
	if (username || password) return false;
	return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}

/** What became of a refusal by the standard's own name (RFC 6749 §4.1.2.1, §5.2). */
export type SignOnError =
	| 'invalid_request'
	| 'invalid_client'
	| 'invalid_grant'
	| 'invalid_scope'
	| 'invalid_token'
	| 'login_required'
	| 'unsupported_response_type'
	| 'unsupported_grant_type';
