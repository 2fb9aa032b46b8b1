import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { authorize, memberOf, requireFresh } from '#platform/actor.ts';
import { checkInput, invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { providerClosed, providerOpened } from '#membership/events.ts';
import { mayKeepProviders } from '#membership/policy.ts';
import { providerKinds } from '#membership/provider.ts';
import { configurationOf } from '#membership/server/provider/configuration.ts';
import type { ProviderSecret } from '#membership/server/provider/provider-kind.ts';
import { openProvider, sealProvider } from '#membership/server/provider/seal-provider.ts';

const word = z.string().trim().max(300, 'too-long').default('');

export const KeepProvider = z.object({
	kind: z.enum(providerKinds),
	/** Its name in addresses; only where there may be several of a kind. */
	key: z
		.union([
			z.literal(''),
			z
				.string()
				.trim()
				.toLowerCase()
				.regex(/^[a-z][a-z0-9-]{0,29}$/, 'provider-key'),
		])
		.default(''),
	name: z.string().trim().max(40, 'too-long').default(''),
	issuer: word,
	client: z.string().trim().min(1, 'missing').max(300, 'too-long'),
	/** Empty: the one that is there stays. */
	secret: word,
	team: word,
	keyId: word,
	privateKey: z.string().trim().max(4000, 'too-long').default(''),
});

type Keeping = z.output<typeof KeepProvider>;

/**
 * Sets up a way to sign in by another place, or changes it. Who vouches is asked first: a provider that does not answer is a
 * finding about its field, and nothing is kept. Throws Problem `input.invalid`. Not to be called inside a command.
 */
export async function keepProvider(ctx: Ctx, input: z.input<typeof KeepProvider>): Promise<{ key: string }> {
	const given = checkInput(KeepProvider, input);
	authorize(ctx.actor, 'provider.keep', mayKeepProviders, null);
	requireFresh(ctx.actor);
	const key = given.kind === 'oidc' ? given.key : given.kind;
	if (!key || (given.kind === 'oidc' && (providerKinds as readonly string[]).includes(key)))
		throw invalidInput([{ path: 'key', key: key ? 'provider-key' : 'missing' }]);
	const secret = await secretOf(ctx, key, given);
	if (given.kind === 'oidc') checkIssuer(ctx, given.issuer);
	try {
		await configurationOf(ctx, {
			id: 0,
			key,
			kind: given.kind,
			name: '',
			issuer: given.issuer,
			client: given.client,
			secret,
		});
	} catch (error) {
		if (!(error instanceof Problem) || given.kind !== 'oidc') throw error;
		throw invalidInput([{ path: 'issuer', key: 'provider-issuer' }]);
	}
	return keep(ctx, { ...given, key, sealed: sealProvider(ctx.site, key, given.client, secret) });
}

const keep = command(
	KeepProvider.extend({ key: z.string(), sealed: z.custom<Buffer>() }),
	async (ctx, { kind, key, name, issuer, client, sealed }) => {
		const known = await ctx.db
			.selectFrom('membership.provider')
			.select(['id', 'kind', 'issuer'])
			.where('key', '=', key)
			.forUpdate()
			.executeTakeFirst();
		authorize(ctx.actor, 'provider.keep', mayKeepProviders, null);
		if (known && known.kind !== kind) throw invalidInput([{ path: 'key', key: 'provider-key' }]);
		// Another issuer's people are other people: whoever came by the old one is not them.
		if (known && known.issuer !== issuer)
			await ctx.db.deleteFrom('membership.provider_account').where('provider', '=', known.id).execute();
		const row = {
			kind,
			name,
			issuer,
			client,
			secret: sealed,
			opened: ctx.now,
			opened_by: memberOf(ctx.actor),
			trouble: null,
			troubled: null,
		};
		await ctx.db
			.insertInto('membership.provider')
			.values({ key, ...row })
			.onConflict((conflict) => conflict.column('key').doUpdateSet(row))
			.execute();
		ctx.record({ name: providerOpened, about: 'provider', data: { key } });
		return { key };
	},
);

/** Takes a way to sign in away; whoever came by it signs in by code from now on. Safe to repeat. */
export const closeProvider = command(z.object({ key: z.string() }), async (ctx, { key }) => {
	authorize(ctx.actor, 'provider.keep', mayKeepProviders, null);
	const gone = await ctx.db.deleteFrom('membership.provider').where('key', '=', key).returning('id').executeTakeFirst();
	if (gone) ctx.record({ name: providerClosed, about: 'provider', data: { key } });
});

/** What was given, or what is there where nothing was. Throws Problem `input.invalid`. */
async function secretOf(ctx: Ctx, key: string, given: Keeping): Promise<ProviderSecret> {
	const { kind, client, secret, team, keyId, privateKey } = given;
	if (kind === 'apple' ? privateKey : secret) {
		if (kind !== 'apple') return { secret };
		if (!team || !keyId)
			throw invalidInput([
				...(team ? [] : [{ path: 'team', key: 'missing' }]),
				...(keyId ? [] : [{ path: 'keyId', key: 'missing' }]),
			]);
		if (!elliptic(privateKey)) throw invalidInput([{ path: 'privateKey', key: 'provider-private-key' }]);
		return { team, keyId, key: privateKey };
	}
	const row = await ctx.db
		.selectFrom('membership.provider')
		.select(['key', 'client', 'secret'])
		.where('key', '=', key)
		.executeTakeFirst();
	// A secret belongs to its client: another client needs its own.
	if (!row || row.client !== client)
		throw invalidInput([{ path: kind === 'apple' ? 'privateKey' : 'secret', key: 'missing' }]);
	const known = openProvider(ctx.site, row).secret;
	return kind === 'apple' ? { ...known, team: team || known.team, keyId: keyId || known.keyId } : known;
}

/** Whether a text is a private key of the curve that ES256 signs with. */
function elliptic(key: string): boolean {
	try {
		return createPrivateKey(key).asymmetricKeyDetails?.namedCurve === 'prime256v1';
	} catch {
		return false;
	}
}

function checkIssuer(ctx: Ctx, issuer: string): void {
	const url = URL.canParse(issuer) ? new URL(issuer) : null;
	const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && ctx.settings.reachable !== '');
	if (!url || !safe || url.username || url.search || url.hash)
		throw invalidInput([{ path: 'issuer', key: 'provider-issuer' }]);
}
