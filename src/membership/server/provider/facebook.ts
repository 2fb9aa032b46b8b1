import { createHmac } from 'node:crypto';
import { Problem } from '#platform/problem.ts';
import { address, text } from '#membership/server/provider/open-id.ts';
import type { SignInKind } from '#membership/server/provider/provider-kind.ts';

/** The version of the Graph API; v26.0 came in July 2026 and is served for two years at least. */
const version = 'v26.0';

/**
 * Facebook Login. No OpenID Connect for clients with a secret: a token is given, and Graph says whose it is. The id is the
 * person's name for this app alone; the address may be missing, and nobody says that it is verified.
 */
export const facebookSignIn: SignInKind = {
	issuer: (settings) => settings.facebookSignInUrl,
	own: true,
	scope: 'public_profile,email',
	plain: true,
	endpoints: (settings) => ({
		authorization_endpoint: `${settings.facebookSignInUrl}/${version}/dialog/oauth`,
		token_endpoint: `${settings.facebookGraphUrl}/${version}/oauth/access_token`,
	}),
	async person(granted, { provider, settings, ask }) {
		const proof = createHmac('sha256', provider.secret.secret ?? '')
			.update(granted.access_token)
			.digest('hex');
		const fields = new URLSearchParams({ fields: 'id,name,email', appsecret_proof: proof });
		const said = await ask(`${settings.facebookGraphUrl}/${version}/me?${fields}`);
		const subject = text(said['id']);
		if (!subject) throw new Problem('provider.refused', 403);
		return { subject, name: text(said['name']), email: address(said['email']), verified: false };
	},
};
