import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { authorize, requireFresh } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { passkeyAdded, passkeyRemoved } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { mayChangeSignIn } from '#membership/policy.ts';
import { keepChallenge, refused, relyingParty, takeChallenge, webauthn } from '#membership/server/webauthn.ts';

/** What the browser needs to make a passkey for the member who asks (WebAuthn Level 3 §5.4). */
export const offerPasskey = command(
	z.object({}).prefault({}),
	async (ctx): Promise<PublicKeyCredentialCreationOptionsJSON> => {
		const member = own(ctx);
		const person = await ctx.db
			.selectFrom('membership.member')
			.select(['name', 'email', 'handle'])
			.where('id', '=', member)
			.executeTakeFirstOrThrow();
		const known = await ctx.db
			.selectFrom('membership.passkey')
			.select('credential')
			.where('member', '=', member)
			.execute();
		const brand = await ctx.db.selectFrom('site.brand').select('name').executeTakeFirst();
		const { id } = relyingParty(ctx);
		const options = await (
			await webauthn()
		).generateRegistrationOptions({
			rpName: brand?.name || id,
			rpID: id,
			userID: new Uint8Array(Buffer.from(`member:${member}`)),
			userName: person.email ?? person.handle,
			userDisplayName: person.name,
			attestationType: 'none',
			excludeCredentials: known.map(({ credential }) => ({ id: credential })),
			authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
		});
		await keepChallenge(ctx, options.challenge, member);
		return options;
	},
);

/** An answer of the browser: its shape is checked here, its content by the library. */
const answer = z.looseObject({
	id: z.string().max(1400),
	rawId: z.string().max(1400),
	type: z.literal('public-key'),
	response: z.looseObject({
		clientDataJSON: z.string().max(8_000),
		attestationObject: z.string().max(64_000),
		transports: z.array(z.string().max(20)).max(8).optional(),
	}),
	clientExtensionResults: z.looseObject({}).default({}),
});

export const RegisterPasskey = z.object({
	response: answer,
	/** What the member calls it. */
	name: z.string().trim().max(60, 'too-long').default(''),
});

/** Adds the passkey that the browser made. Throws Problem `passkey.refused` (403) or `passkey.known` (409). */
export const registerPasskey = command(RegisterPasskey, async (ctx, { response, name }) => {
	const member = own(ctx);
	const { id: rpID, origin } = relyingParty(ctx);
	const { verifyRegistrationResponse } = await webauthn();
	const verified = await verifyRegistrationResponse({
		response: response as unknown as RegistrationResponseJSON,
		expectedChallenge: (challenge) => takeChallenge(ctx, challenge, member),
		expectedOrigin: origin,
		expectedRPID: rpID,
		requireUserVerification: true,
	}).catch((error: unknown) => {
		throw refused(ctx, error);
	});
	if (!verified.verified) throw refused(ctx);
	const { credential } = verified.registrationInfo;
	const added = await ctx.db
		.insertInto('membership.passkey')
		.values({
			member,
			credential: credential.id,
			public_key: Buffer.from(credential.publicKey),
			counter: credential.counter,
			transports: response.response.transports ?? [],
			name: name || ctx.now.toISOString().slice(0, 10),
			created: ctx.now,
		})
		.onConflict((conflict) => conflict.column('credential').doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!added) throw new Problem('passkey.known', 409);
	ctx.record({ name: passkeyAdded, about: memberThing(member), data: { member, passkey: added.id } });
	return added;
});

/** Takes a passkey of the member who asks out of use. */
export const removePasskey = command(
	z.object({ passkey: z.coerce.number().int().positive() }),
	async (ctx, { passkey }) => {
		const member = own(ctx);
		const gone = await ctx.db
			.deleteFrom('membership.passkey')
			.where('id', '=', passkey)
			.where('member', '=', member)
			.executeTakeFirst();
		if (!gone.numDeletedRows) throw notFound('passkey');
		ctx.record({ name: passkeyRemoved, about: memberThing(member), data: { member, passkey } });
		return { id: passkey };
	},
);

/** The member who asks, for whom alone ways of signing in are changed, proved a moment ago. A token may not. */
function own(ctx: Ctx): number {
	const id = ctx.actor.kind === 'member' ? ctx.actor.member : 0;
	authorize(
		ctx.actor,
		'passkey.change',
		(actor, thing) => actor.kind === 'member' && !actor.scopes && mayChangeSignIn(actor, thing),
		{ id },
	);
	requireFresh(ctx.actor);
	return id;
}
