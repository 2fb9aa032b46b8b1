import { Problem } from '#platform/problem.ts';
import { emailField } from '#membership/email.ts';
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
	const { email } = claims;
	return {
		subject: claims.sub,
		name: text(claims['name']) || text(claims['preferred_username']),
		email: address(email),
		// Apple says it as a word; whatever is not plainly true is not verified.
		verified: address(email) !== null && (claims['email_verified'] === true || claims['email_verified'] === 'true'),
	};
}

/** An address as the provider says it. Nothing is cut off or made like another: what is none here is another person's there. */
export const address = (value: unknown): string | null => emailField.safeParse(value).data ?? null;

export const text = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 200) : '');
