import type { CryptoKey, JWK } from 'jose';
import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { seal, unsealText } from '#platform/seal.ts';
import { randomToken } from '#platform/token.ts';

const purpose = 'membership.signing-key';
/** What every client understands (OpenID Connect Core §15.1). */
export const signingAlgorithm = 'RS256';
const dayLong = 86_400_000;
/** Loaded when the first token is signed: nothing else pays for it. */
export const loadJose = () => import('jose');
/** A key signs for so long; the next one is published a day before it signs, the last one a week after it did. */
const signsDays = 90;
const knownBefore = 1;
const knownAfter = 7;

/** The key that signs now; the first one is made when it is first needed. */
export async function findSigningKey(ctx: Ctx): Promise<{ name: string; key: CryptoKey }> {
	const row = (await newest(ctx, ctx.now)) ?? (await makeKey(ctx, ctx.now));
	const opened = unsealText(ctx.site, purpose, row.name, row.private);
	if (!opened) throw new Error('A signing key cannot be opened: it was sealed with another key, or changed');
	const { importPKCS8 } = await loadJose();
	return { name: row.name, key: await importPKCS8(opened, signingAlgorithm) };
}

/** The public halves of every key that may still be met. */
export async function listPublicKeys(ctx: Ctx): Promise<JWK[]> {
	const rows = await ctx.db.selectFrom('membership.signing_key').select('public').orderBy('made').execute();
	return rows.map((row) => row.public as JWK);
}

/** Each night: the next key is made in time, and those go that nobody meets any more. */
export async function turnKeys(ctx: Ctx): Promise<void> {
	const last = await newest(ctx, new Date('9999-12-31T00:00:00Z'));
	if (!last) return;
	if (ctx.now.getTime() - last.begun.getTime() > (signsDays - knownBefore) * dayLong)
		await makeKey(ctx, new Date(ctx.now.getTime() + knownBefore * dayLong));
	await sql`
		delete from membership.signing_key k where exists (
			select from membership.signing_key n
			where n.begun > k.begun and n.begun < ${new Date(ctx.now.getTime() - knownAfter * dayLong)}
		)`.execute(ctx.db);
}

const newest = (ctx: Ctx, before: Date) =>
	ctx.db
		.selectFrom('membership.signing_key')
		.select(['name', 'private', 'begun'])
		.where('begun', '<=', before)
		.orderBy('begun', 'desc')
		.limit(1)
		.executeTakeFirst();

async function makeKey(ctx: Ctx, begun: Date): Promise<{ name: string; private: Buffer }> {
	// Two who need the first key at the same moment get one.
	await sql`select pg_advisory_xact_lock(hashtextextended('membership.signing-key', 0))`.execute(ctx.db);
	const there = await ctx.db
		.selectFrom('membership.signing_key')
		.select(['name', 'private'])
		.where('begun', '>=', begun)
		.executeTakeFirst();
	if (there) return there;
	const name = randomToken(12);
	const { exportJWK, exportPKCS8, generateKeyPair } = await loadJose();
	const pair = await generateKeyPair(signingAlgorithm, { modulusLength: 2048, extractable: true });
	const row = {
		name,
		public: { ...(await exportJWK(pair.publicKey)), kid: name, alg: signingAlgorithm, use: 'sig' },
		private: seal(ctx.site, purpose, name, await exportPKCS8(pair.privateKey)),
		made: ctx.now,
		begun,
	};
	await ctx.db.insertInto('membership.signing_key').values(row).execute();
	return row;
}
