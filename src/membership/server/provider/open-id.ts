import { Problem } from '#platform/problem.ts';
import type { Granted, ProviderPerson, SignInKind } from '#membership/server/provider/provider-kind.ts';

/** Whatever speaks OpenID Connect and publishes how (`/.well-known/openid-configuration`). */
export const openIdSignIn: SignInKind = {
	issuer: (_settings, { issuer }) => issuer,
	own: false,
	scope: 'openid profile email',
	person: (granted) => claimedPerson(granted),
};

/** The person that an ID token names. Its signature, issuer, audience, nonce and age were checked by the library. */
export function claimedPerson(granted: Granted): ProviderPerson {
	const claims = granted.claims();
	if (!claims) throw new Problem('provider.refused', 403);
	const email = text(claims['email']).toLowerCase();
	return {
		subject: claims.sub,
		name: text(claims['name']) || text(claims['preferred_username']),
		email: email || null,
		// Apple says it as a word; whatever is not plainly true is not verified.
		verified: email !== '' && (claims['email_verified'] === true || claims['email_verified'] === 'true'),
	};
}

export const text = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 200) : '');
