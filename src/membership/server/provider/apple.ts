import { claimedPerson, text } from '#membership/server/provider/open-id.ts';
import type { SignInKind } from '#membership/server/provider/provider-kind.ts';

/** Who the client's proof is for; also where a setting leads elsewhere. */
const audience = 'https://appleid.apple.com';

/**
 * Sign in with Apple. The client proves itself by a token that it signs with its key; whoever asks for name or address is
 * answered by a POST, and the name comes beside the code, the first time only.
 */
export const appleSignIn: SignInKind = {
	issuer: (settings) => settings.appleSignInUrl,
	own: true,
	scope: 'openid name email',
	parameters: () => ({ response_mode: 'form_post' }),
	authentication:
		(_library, { client, secret }) =>
		async (_server, _client, body) => {
			const { importPKCS8, SignJWT } = await import('jose');
			const key = await importPKCS8(secret.key ?? '', 'ES256');
			const proof = await new SignJWT()
				.setProtectedHeader({ alg: 'ES256', kid: secret.keyId ?? '' })
				.setIssuer(secret.team ?? '')
				.setSubject(client)
				.setAudience(audience)
				.setIssuedAt()
				.setExpirationTime('5m')
				.sign(key);
			body.set('client_id', client);
			body.set('client_secret', proof);
		},
	person(granted, { posted }) {
		const person = claimedPerson(granted);
		return { ...person, name: person.name || postedName(posted.get('user')) };
	},
};

/** The name that Apple's form carries: `{"name":{"firstName":…,"lastName":…}}`. Only a suggestion: nobody signed it. */
function postedName(user: string | null): string {
	try {
		const { name } = JSON.parse(user ?? '{}') as { name?: { firstName?: unknown; lastName?: unknown } };
		const [first, last] = [text(name?.firstName), text(name?.lastName)];
		return /\p{Script=Han}/u.test(first + last) ? `${last}${first}` : `${first} ${last}`.trim();
	} catch {
		return '';
	}
}
