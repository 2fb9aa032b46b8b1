import { claimedPerson } from '#membership/server/provider/open-id.ts';
import type { SignInKind } from '#membership/server/provider/provider-kind.ts';

/** Google: OpenID Connect as it is written. */
export const googleSignIn: SignInKind = {
	issuer: (settings) => settings.googleSignInUrl,
	own: true,
	scope: 'openid profile email',
	parameters: () => ({ prompt: 'select_account' }),
	person: (granted) => claimedPerson(granted),
};
