import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { askedFromField } from '#membership/server/asked-from.ts';
import { beginSession, type SignedIn } from '#membership/server/begin-session.ts';
import { keepChallenge, refused, relyingParty, takeChallenge, webauthn } from '#membership/server/webauthn.ts';

/** What the browser needs to sign in with a passkey. Names nobody: the passkey itself knows whose it is. */
export const offerPasskeySignIn = command(
	z.object({}).prefault({}),
	async (ctx): Promise<PublicKeyCredentialRequestOptionsJSON> => {
		const options = await (
			await webauthn()
		).generateAuthenticationOptions({ rpID: relyingParty(ctx).id, userVerification: 'required' });
		await keepChallenge(ctx, options.challenge, null);
		return options;
	},
);

export const SignInWithPasskey = z.object({
	response: z.looseObject({
		id: z.string().max(1400),
		rawId: z.string().max(1400),
		type: z.literal('public-key'),
		response: z.looseObject({
			clientDataJSON: z.string().max(8_000),
			authenticatorData: z.string().max(8_000),
			signature: z.string().max(4_000),
			userHandle: z.string().max(200).nullish(),
		}),
		clientExtensionResults: z.looseObject({}).default({}),
	}),
	/** Whose it has to be, where somebody is asked to prove anew who they are. */
	whose: z.number().int().positive().optional(),
	from: askedFromField,
});

/** Signs in whoever holds the passkey. Throws Problem `passkey.refused` (403) whatever was wrong with it. */
export const signInWithPasskey = command(
	SignInWithPasskey,
	async (ctx, { response, whose, from }): Promise<SignedIn> => {
		const passkey = await ctx.db
			.selectFrom('membership.passkey')
			.selectAll()
			.where('credential', '=', response.id)
			.forUpdate()
			.executeTakeFirst();
		if (!passkey || (whose !== undefined && passkey.member !== whose)) throw refused(ctx);
		const { id: rpID, origin } = relyingParty(ctx);
		const { verifyAuthenticationResponse } = await webauthn();
		const verified = await verifyAuthenticationResponse({
			response: response as unknown as AuthenticationResponseJSON,
			expectedChallenge: (challenge) => takeChallenge(ctx, challenge, null),
			expectedOrigin: origin,
			expectedRPID: rpID,
			requireUserVerification: true,
			credential: { id: passkey.credential, publicKey: new Uint8Array(passkey.public_key), counter: passkey.counter },
		}).catch((error: unknown) => {
			throw refused(ctx, error);
		});
		if (!verified.verified) throw refused(ctx);
		await ctx.db
			.updateTable('membership.passkey')
			.set({ counter: verified.authenticationInfo.newCounter, used: ctx.now })
			.where('id', '=', passkey.id)
			.execute();
		return beginSession(ctx, passkey.member, 'passkey', from);
	},
);
