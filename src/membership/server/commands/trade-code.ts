import { createHash } from 'node:crypto';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { digest, randomToken, sameSecret } from '#platform/token.ts';
import { claimsOf } from '#membership/server/single-sign-on/claims.ts';
import { refuseSignOn } from '#membership/server/single-sign-on/refuse.ts';
import { findSigningKey, loadJose, signingAlgorithm } from '#membership/server/single-sign-on/signing-key.ts';

/** A code is good for a minute, a token for an hour. */
const codeSeconds = 60;
const tokenSeconds = 3600;

const TradeCode = z.object({
	/** The client as it proves itself, by header or in the form. */
	client: z.string().max(200),
	secret: z.string().max(200),
	grant: z.string().max(100),
	code: z.string().max(200),
	redirect: z.string().max(500),
	verifier: z.string().max(200),
});

export interface Tokens {
	access_token: string;
	token_type: 'Bearer';
	expires_in: number;
	scope: string;
	id_token: string;
}

type Trade = z.output<typeof TradeCode>;

/**
 * Changes a code for a token and for who somebody is. A code works once; tried again, what it gave dies too (RFC 6749 §4.1.2).
 * Throws Problem `sign-on.refused` with the standard's name of the error. Not to be called inside a command.
 */
export async function tradeCode(ctx: Ctx, trade: Trade): Promise<Tokens> {
	const outcome = await run(ctx, trade);
	// Refused only now: that a code was used up, and what died with it, stays.
	if ('error' in outcome) throw refuseSignOn(outcome.error, outcome.error === 'invalid_client' ? 401 : 400);
	return outcome;
}

const run = command(
	TradeCode,
	async (ctx, trade): Promise<Tokens | { error: 'invalid_client' | 'invalid_grant' | 'unsupported_grant_type' }> => {
		const client = await ctx.db
			.selectFrom('membership.client')
			.select(['id', 'key', 'digest'])
			.where('key', '=', trade.client)
			.executeTakeFirst();
		if (!client || !sameSecret(client.digest, digest(trade.secret))) return { error: 'invalid_client' };
		if (trade.grant !== 'authorization_code') return { error: 'unsupported_grant_type' };
		const code = await ctx.db
			.selectFrom('membership.client_code')
			.selectAll()
			.where('digest', '=', digest(trade.code))
			.forUpdate()
			.executeTakeFirst();
		if (!code || code.client !== client.id) return { error: 'invalid_grant' };
		if (code.used) {
			await ctx.db.deleteFrom('membership.client_token').where('code', '=', code.digest).execute();
			return { error: 'invalid_grant' };
		}
		await ctx.db
			.updateTable('membership.client_code')
			.set({ used: ctx.now })
			.where('digest', '=', code.digest)
			.execute();
		const late = ctx.now.getTime() - code.given.getTime() > codeSeconds * 1000;
		const proof = createHash('sha256').update(trade.verifier).digest('base64url');
		if (late || trade.redirect !== code.redirect || !sameSecret(proof, code.challenge))
			return { error: 'invalid_grant' };
		const claims = await claimsOf(ctx, code);
		if (!claims) return { error: 'invalid_grant' };
		const access = randomToken(40);
		const seconds = Math.floor(ctx.now.getTime() / 1000);
		await ctx.db
			.insertInto('membership.client_token')
			.values({
				digest: digest(access),
				code: code.digest,
				client: client.id,
				member: code.member,
				scope: code.scope,
				given: ctx.now,
				expires: new Date(ctx.now.getTime() + tokenSeconds * 1000),
			})
			.execute();
		await ctx.db.updateTable('membership.client').set({ used: ctx.now }).where('id', '=', client.id).execute();
		const { name, key } = await findSigningKey(ctx);
		const { SignJWT } = await loadJose();
		const token = await new SignJWT({
			...claims,
			auth_time: Math.floor(code.proved.getTime() / 1000),
			...(code.nonce === null ? {} : { nonce: code.nonce }),
		})
			.setProtectedHeader({ alg: signingAlgorithm, kid: name, typ: 'JWT' })
			.setIssuer(ctx.site.url)
			.setAudience(client.key)
			.setIssuedAt(seconds)
			.setExpirationTime(seconds + tokenSeconds)
			.sign(key);
		return { access_token: access, token_type: 'Bearer', expires_in: tokenSeconds, scope: code.scope, id_token: token };
	},
);
