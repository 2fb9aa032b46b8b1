import type { Ctx } from '#platform/context/context.ts';
import { seal, unsealText } from '#platform/seal.ts';

const purpose = 'federation.speaker';

/** The keys of a speaker, made when they are asked for first: RSA for what everybody reads, Ed25519 for proofs within objects. */
export async function keysOf(ctx: Ctx, id: string): Promise<CryptoKeyPair[]> {
	// Only a house that speaks pays for the library.
	const { exportJwk, generateCryptoKeyPair, importJwk } = await import('@fedify/fedify');
	const found = () => ctx.db.selectFrom('federation.speaker').selectAll().where('id', '=', id).executeTakeFirst();
	let row = await found();
	if (!row) {
		const [rsa, ed] = await Promise.all([generateCryptoKeyPair('RSASSA-PKCS1-v1_5'), generateCryptoKeyPair('Ed25519')]);
		const sealed = async (key: CryptoKey, which: string) =>
			seal(ctx.site, purpose, `${id} ${which}`, JSON.stringify(await exportJwk(key)));
		await ctx.db
			.insertInto('federation.speaker')
			.values({
				id,
				rsa_public: (await exportJwk(rsa.publicKey)) as never,
				rsa_private: await sealed(rsa.privateKey, 'rsa'),
				ed_public: (await exportJwk(ed.publicKey)) as never,
				ed_private: await sealed(ed.privateKey, 'ed'),
				made: ctx.now,
			})
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		row = await found();
	}
	if (!row) throw new Error('A speaker lost its keys');
	const open = (bytes: Buffer, which: string): Promise<CryptoKey> => {
		const text = unsealText(ctx.site, purpose, `${id} ${which}`, bytes);
		if (text === null) throw new Error('A key of federation cannot be opened: it was sealed with another key');
		return importJwk(JSON.parse(text) as JsonWebKey, 'private');
	};
	return [
		{
			publicKey: await importJwk(row.rsa_public as JsonWebKey, 'public'),
			privateKey: await open(row.rsa_private, 'rsa'),
		},
		{ publicKey: await importJwk(row.ed_public as JsonWebKey, 'public'), privateKey: await open(row.ed_private, 'ed') },
	];
}
