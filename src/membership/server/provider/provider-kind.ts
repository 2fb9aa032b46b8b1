import type * as library from 'openid-client';
import type { Configuration, TokenEndpointResponse, TokenEndpointResponseHelpers } from 'openid-client';
import type { Settings } from '#platform/settings.ts';

export type Library = typeof library;

/** What a provider gave the owner. Apple gives a key instead of a word. */
export interface ProviderSecret {
	secret?: string | undefined;
	team?: string | undefined;
	keyId?: string | undefined;
	key?: string | undefined;
}

/** A provider with its secret opened; never leaves the server. */
export interface KnownProvider {
	id: number;
	key: string;
	kind: string;
	name: string;
	issuer: string;
	client: string;
	secret: ProviderSecret;
}

/** Whom a provider vouches for. */
export interface ProviderPerson {
	subject: string;
	name: string;
	email: string | null;
	/** The provider says that it has seen the address to be theirs. */
	verified: boolean;
}

export type Granted = TokenEndpointResponse & TokenEndpointResponseHelpers;

/** One way in which providers differ; a new one is a file and a line in `kinds.ts`. */
export interface SignInKind {
	/** Who vouches: the issuer of OpenID Connect, or the base address. */
	issuer(settings: Settings, provider: { issuer: string }): string;
	/** True: the operator named the address by a setting, the owner did not. */
	own: boolean;
	scope: string;
	/** No ID token comes: the provider speaks OAuth alone. */
	plain?: true;
	/** What the library is told of the client. */
	metadata?: Record<string, string>;
	/** The provider's own endpoints, where it does not publish them. */
	endpoints?(settings: Settings): Record<string, string>;
	/** How the client proves itself; default: the secret in the body. */
	authentication?(library: Library, provider: KnownProvider): ReturnType<Library['ClientSecretPost']>;
	/** More that the address to leave for says. */
	parameters?(situation: { app: string; again: boolean }): Record<string, string>;
	/** The person, from what was granted; `posted` is what came back beside the code. */
	person(
		granted: Granted,
		given: { provider: KnownProvider; settings: Settings; posted: URLSearchParams; ask: Ask },
	): Promise<ProviderPerson> | ProviderPerson;
}

/** Asks the provider for something as the person. */
export type Ask = (address: string) => Promise<Record<string, unknown>>;

export type { Configuration };
