import { createHmac } from 'node:crypto';
import type { Ctx } from '#platform/context/context.ts';
import { memberOf } from '#platform/actor.ts';
import { Problem } from '#platform/problem.ts';
import { digest, sameSecret } from '#platform/token.ts';
import { returnPath } from '#membership/provider.ts';
import type { AskedFrom } from '#membership/server/asked-from.ts';
import { connectProvider, enterByProvider, type Entered } from '#membership/server/commands/enter-by-provider.ts';
import { noteProviderTrouble } from '#membership/server/commands/note-provider-trouble.ts';
import { noAwayCookie, readAway, type Away } from '#membership/server/provider/away.ts';
import { asProviderProblem, configurationOf, kindOf, loadLibrary } from '#membership/server/provider/configuration.ts';
import { findProvider } from '#membership/server/provider/find-provider.ts';
import type { KnownProvider, ProviderPerson } from '#membership/server/provider/provider-kind.ts';

/** Ways back from one address within a quarter of an hour: each asks the provider something. */
const mostReturns = 40;

/** Came back: signed in or connected, or on the way in (`arrived`: more is needed before they are a member). */
export type Returned = Entered & { onward: string };

/**
 * Lets in whoever comes back from a provider, with what it gave them (`posted`: the query of the address, or the form). Only
 * in the browser that left, once; the code is exchanged before anything is written. Throws Problem `provider.state` (403:
 * missing, used, too late, another browser), `provider.cancelled`, `provider.refused` (403), `provider.down` (503),
 * `provider.misconfigured` (502), `provider.taken` (409), `provider.staff` (403), `member.suspended` (403). Not to be called
 * inside a command: it asks the outside.
 */
export async function returnFromProvider(
	ctx: Ctx,
	{ provider: key, posted, from }: { provider: string; posted: URLSearchParams; from: AskedFrom },
): Promise<Returned> {
	const provider = await findProvider(ctx, key);
	const away = readAway(ctx, from.cookie, key);
	const state = posted.get('state');
	if (!away || !state || !sameSecret(state, away.state)) throw new Problem('provider.state', 403);
	await useUp(ctx, away, from);
	const person = await askWho(ctx, provider, away, posted);
	const cookies = [noAwayCookie(ctx)];
	if (away.member !== null) {
		// Signed out, or somebody else, meanwhile: then nothing is connected to anybody.
		if (memberOf(ctx.actor) !== away.member) throw new Problem('provider.state', 403);
		await connectProvider(ctx, { provider: provider.id, ...person });
		return { kind: 'connected', cookies, onward: '/account' };
	}
	const entered = await enterByProvider(ctx, { provider: provider.id, ...person, onward: away.onward, from });
	return { ...entered, cookies: [...entered.cookies, ...cookies], onward: away.onward };
}

/** A way back works once; used up before the provider is asked, by a commit of its own. */
async function useUp(ctx: Ctx, away: Away, { address }: AskedFrom): Promise<void> {
	const who = address ? createHmac('sha256', ctx.site.key('code')).update(address).digest('base64url') : '';
	const since = new Date(ctx.now.getTime() - 15 * 60_000);
	const [row] = await ctx.sql<{ used: boolean; before: number }[]>`
		with used as (
			insert into membership.provider_return (digest, address, came) values (${digest(away.state)}, ${who}, ${ctx.now})
			on conflict do nothing returning 1
		)
		select exists (select from used) as used,
			(select count(*)::int from membership.provider_return where address = ${who} and address <> '' and came > ${since}) as before`;
	if (!row?.used) throw new Problem('provider.state', 403);
	if (row.before >= mostReturns) throw new Problem('provider.too-many', 429);
}

/** Whom the provider vouches for: its code exchanged, every claim checked by the library. */
async function askWho(ctx: Ctx, provider: KnownProvider, away: Away, posted: URLSearchParams): Promise<ProviderPerson> {
	try {
		const configuration = await configurationOf(ctx, provider);
		const library = await loadLibrary();
		const kind = kindOf(provider);
		const address = new URL(ctx.site.url + returnPath(provider.key));
		for (const [name, value] of posted) address.searchParams.append(name, value);
		const granted = await library.authorizationCodeGrant(configuration, address, {
			expectedState: away.state,
			pkceCodeVerifier: away.verifier,
			...(kind.plain ? {} : { expectedNonce: away.nonce }),
			idTokenExpected: !kind.plain,
		});
		const ask = async (wanted: string): Promise<Record<string, unknown>> => {
			const answer = await library.fetchProtectedResource(configuration, granted.access_token, new URL(wanted), 'GET');
			return (await answer.json()) as Record<string, unknown>;
		};
		const person = await kind.person(granted, { provider, settings: ctx.settings, posted, ask });
		await noteProviderTrouble(ctx, { provider: provider.id, trouble: null });
		return person;
	} catch (error) {
		const problem = asProviderProblem(error);
		ctx.log.info('provider refused', { provider: provider.key, code: problem.code, error: String(error) });
		if (problem.code === 'provider.down' || problem.code === 'provider.misconfigured')
			await noteProviderTrouble(ctx, { provider: provider.id, trouble: problem.code });
		throw problem;
	}
}
