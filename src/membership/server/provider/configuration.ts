import type { Configuration, Library, KnownProvider, SignInKind } from '#membership/server/provider/provider-kind.ts';
import { createHash } from 'node:crypto';
import type { Ctx } from '#platform/context/context.ts';
import { askOutside } from '#platform/outside/ask-outside.ts';
import { OutsideProblem } from '#platform/outside/outside-problem.ts';
import { Problem } from '#platform/problem.ts';
import type { ProviderKind } from '#membership/provider.ts';
import { signInKinds } from '#membership/server/provider/kinds.ts';

/** What a provider publishes about itself is asked for once an hour; its keys are kept by the library. */
const keptMinutes = 60;
const mostKept = 200;
const kept = new Map<string, { configuration: Promise<Configuration>; until: number }>();

/** The library is loaded when the first person signs in by a provider: nothing else pays for it. */
export const loadLibrary = (): Promise<Library> => import('openid-client');

export const kindOf = (provider: { kind: string }): SignInKind => signInKinds[provider.kind as ProviderKind];

/** The library's view of a provider. Throws Problem `provider.down` (503) when it cannot be asked. */
export async function configurationOf(ctx: Ctx, provider: KnownProvider): Promise<Configuration> {
	const kind = kindOf(provider);
	const issuer = kind.issuer(ctx.settings, provider);
	const secret = JSON.stringify([provider.kind, issuer, provider.client, provider.secret]);
	const name = `${ctx.site.name} ${provider.key} ${createHash('sha256').update(secret).digest('base64url')}`;
	const known = kept.get(name);
	if (known && known.until > ctx.now.getTime()) return known.configuration;
	const configuration = configure(ctx, provider, kind, issuer);
	if (kept.size >= mostKept) kept.clear();
	kept.set(name, { configuration, until: ctx.now.getTime() + keptMinutes * 60_000 });
	try {
		return await configuration;
	} catch (error) {
		// Down is not for an hour: the next person asks again.
		kept.delete(name);
		throw asProviderProblem(error);
	}
}

async function configure(ctx: Ctx, provider: KnownProvider, kind: SignInKind, issuer: string): Promise<Configuration> {
	const library = await loadLibrary();
	const ask = asker(ctx, kind.own);
	const proof = kind.authentication?.(library, provider) ?? library.ClientSecretPost(provider.secret.secret ?? '');
	// Without TLS only where the operator led the product to: a fake, or a neighbour in the same house.
	const plain = issuer.startsWith('http:') && (kind.own || ctx.settings.reachable !== '');
	if (kind.endpoints) {
		const made = new library.Configuration({ issuer, ...kind.endpoints(ctx.settings) }, provider.client, {}, proof);
		made[library.customFetch] = ask;
		if (plain) library.allowInsecureRequests(made);
		return made;
	}
	const found = await library.discovery(new URL(issuer), provider.client, { ...kind.metadata }, proof, {
		[library.customFetch]: ask,
		execute: plain ? [library.allowInsecureRequests] : [],
	});
	// Signatures are checked although TLS would do (OpenID Connect Core §3.1.3.7); a signature by our own secret is the kind's.
	if (!kind.metadata) library.enableNonRepudiationChecks(found);
	return found;
}

/** How the library asks: through the one door to the outside, which never reaches the inside of anybody's network. */
function asker(ctx: Ctx, own: boolean) {
	return async (
		address: string,
		options: { method?: string; headers?: unknown; body?: unknown },
	): Promise<Response> => {
		const headers = Object.fromEntries(new Headers(options.headers as HeadersInit));
		if (options.body instanceof URLSearchParams)
			headers['content-type'] ??= 'application/x-www-form-urlencoded;charset=UTF-8';
		const answer = await askOutside(ctx.settings, address, {
			method: options.method === 'POST' ? 'POST' : 'GET',
			headers,
			...(options.body ? { body: String(options.body) } : {}),
			timeout: 8_000,
			privateToo: own,
		});
		const type = answer.headers['content-type'];
		const empty = [204, 205, 304].includes(answer.status);
		return new Response(empty ? null : new Uint8Array(answer.body), {
			status: answer.status,
			headers: type ? { 'content-type': type } : {},
		});
	};
}

/**
 * What the library or the way to the provider threw, as a refusal: the person stopped it, the provider is down, the owner
 * set it up wrongly, or what came back cannot be trusted.
 */
export function asProviderProblem(error: unknown): Problem {
	if (error instanceof Problem) return error;
	const {
		code,
		error: said,
		cause,
		status,
	} = error as {
		code?: string;
		error?: string;
		cause?: unknown;
		status?: number;
	};
	if (error instanceof OutsideProblem || cause instanceof OutsideProblem) return new Problem('provider.down', 503);
	if (said === 'access_denied' || said === 'user_cancelled_authorize') return new Problem('provider.cancelled', 403);
	if (said === 'invalid_client' || said === 'unauthorized_client' || said === 'redirect_uri_mismatch')
		return new Problem('provider.misconfigured', 502);
	if (
		said === 'server_error' ||
		said === 'temporarily_unavailable' ||
		(status ?? 0) >= 500 ||
		code === 'OAUTH_RESPONSE_IS_NOT_CONFORM'
	)
		return new Problem('provider.down', 503);
	return new Problem('provider.refused', 403);
}
