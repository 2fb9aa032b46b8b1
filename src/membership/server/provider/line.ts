import { Problem } from '#platform/problem.ts';
import { claimedPerson } from '#membership/server/provider/open-id.ts';
import type { SignInKind } from '#membership/server/provider/provider-kind.ts';

/**
 * LINE Login 2.1. Its ID tokens for web clients are signed with the channel's secret (HS256), which its own document does
 * not say; it gives an address only to channels that asked for the right, and never says that it is verified.
 */
export const lineSignIn: SignInKind = {
	issuer: (settings) => settings.lineSignInUrl,
	own: true,
	scope: 'openid profile email',
	metadata: { id_token_signed_response_alg: 'HS256' },
	// The LINE app brings people back in another browser than another app's; there they sign in on LINE's page instead. The
	// same helps after a way back that was not recognised (private browsing).
	parameters: ({ app, again }): Record<string, string> =>
		again || (app && app !== 'line') ? { disable_auto_login: 'true' } : {},
	async person(granted, { provider }) {
		const { jwtVerify } = await import('jose');
		const key = new TextEncoder().encode(provider.secret.secret ?? '');
		await jwtVerify(granted.id_token ?? '', key, { algorithms: ['HS256'] }).catch(() => {
			throw new Problem('provider.refused', 403);
		});
		return claimedPerson(granted);
	},
};
