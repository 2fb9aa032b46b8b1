import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { digest } from '#platform/token.ts';
import { mayKeepClients } from '#membership/policy.ts';
import { knownScopes, signOnPaths } from '#membership/single-sign-on.ts';
import { claimsOf } from '#membership/server/single-sign-on/claims.ts';
import { refuseSignOn } from '#membership/server/single-sign-on/refuse.ts';

/** What this place says of itself as a provider (OpenID Connect Discovery 1.0). Nothing, where no shop is a client. */
export const readDiscovery = query(z.object({}), async (ctx) => {
	const any = await ctx.db.selectFrom('membership.client').select('id').limit(1).executeTakeFirst();
	if (!any) throw notFound('resource');
	const { url } = ctx.site;
	return {
		issuer: url,
		authorization_endpoint: url + signOnPaths.authorize,
		token_endpoint: url + signOnPaths.token,
		userinfo_endpoint: url + signOnPaths.userinfo,
		jwks_uri: url + signOnPaths.keys,
		end_session_endpoint: url + signOnPaths.logout,
		scopes_supported: knownScopes,
		response_types_supported: ['code'],
		response_modes_supported: ['query'],
		grant_types_supported: ['authorization_code'],
		subject_types_supported: ['pairwise'],
		id_token_signing_alg_values_supported: ['RS256'],
		token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
		code_challenge_methods_supported: ['S256'],
		prompt_values_supported: ['none', 'login'],
		claims_supported: [
			'sub',
			'name',
			'preferred_username',
			'profile',
			'locale',
			'email',
			'email_verified',
			'auth_time',
		],
		authorization_response_iss_parameter_supported: true,
		request_parameter_supported: false,
		request_uri_parameter_supported: false,
	};
});

/** Who the holder of a token is. Throws Problem `sign-on.refused` (401) when it does not hold. */
export const readUserInfo = query(z.object({ token: z.string().max(200) }), async (ctx, { token }) => {
	const found = await ctx.db
		.selectFrom('membership.client_token')
		.select(['client', 'member', 'scope'])
		.where('digest', '=', digest(token))
		.where('expires', '>', ctx.now)
		.executeTakeFirst();
	const claims = found && (await claimsOf(ctx, found));
	if (!claims) throw refuseSignOn('invalid_token', 401);
	return claims;
});

/** The shops that members sign in to from here; never a secret. */
export const listClients = query(z.object({}), (ctx) => {
	authorize(ctx.actor, 'client.keep', mayKeepClients, null);
	return ctx.db
		.selectFrom('membership.client')
		.select(['id', 'key', 'name', 'redirects', 'farewells', 'made', 'used'])
		.orderBy('id')
		.execute();
});
