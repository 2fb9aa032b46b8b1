import type { JWK } from 'jose';
import { z } from 'zod';
import { memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { listPublicKeys, loadJose, signingAlgorithm } from '#membership/server/single-sign-on/signing-key.ts';
import { subjectOf } from '#membership/server/single-sign-on/subject.ts';

/**
 * Where a client wants people to be led after signing out (OpenID Connect RP-Initiated Logout 1.0): `location` only when it is
 * an address that the owner entered, null otherwise. `sure`: the client shows that it knows who is signed in here, so that
 * nobody has to be asked again.
 */
export const findFarewell = query(
	z.object({
		client: z.string().max(200),
		hint: z.string().max(4000),
		redirect: z.string().max(500),
		state: z.string().max(500),
	}),
	async (ctx, { client: key, hint, redirect, state }): Promise<{ location: string | null; sure: boolean }> => {
		const known = hint ? await readHint(await listPublicKeys(ctx), hint, ctx.site.url) : null;
		const named = known?.audience ?? key;
		if (!named || (known && key && known.audience !== key)) return { location: null, sure: false };
		const client = await ctx.db
			.selectFrom('membership.client')
			.select(['id', 'farewells'])
			.where('key', '=', named)
			.executeTakeFirst();
		if (!client) return { location: null, sure: false };
		const member = memberOf(ctx.actor);
		const sure = known !== null && member !== null && known.subject === subjectOf(ctx.site, client.id, member);
		if (!client.farewells.includes(redirect)) return { location: null, sure };
		const url = new URL(redirect);
		if (state) url.searchParams.set('state', state);
		return { location: url.href, sure };
	},
);

/** Whom an ID token of ours names; also an old one, as long as its key is known. */
async function readHint(
	keys: readonly JWK[],
	hint: string,
	issuer: string,
): Promise<{ subject: string; audience: string } | null> {
	try {
		const { decodeProtectedHeader, importJWK, jwtVerify } = await loadJose();
		const { kid } = decodeProtectedHeader(hint);
		const key = keys.find((one) => one.kid === kid);
		if (!key) return null;
		const { payload } = await jwtVerify(hint, await importJWK(key, signingAlgorithm), {
			issuer,
			algorithms: [signingAlgorithm],
			currentDate: new Date(0),
		});
		return { subject: payload.sub ?? '', audience: String(payload.aud ?? '') };
	} catch {
		return null;
	}
}
