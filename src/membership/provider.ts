/** The places by way of which people may sign in; `oidc` is any that speaks OpenID Connect. */
export const providerKinds = ['line', 'google', 'apple', 'facebook', 'oidc'] as const;
export type ProviderKind = (typeof providerKinds)[number];

/** What a provider's button says where the owner gave it no name. */
const names: Record<ProviderKind, string> = {
	line: 'LINE',
	google: 'Google',
	apple: 'Apple',
	facebook: 'Facebook',
	oidc: 'OpenID',
};

export const providerName = (kind: string, name: string): string => name || (names[kind as ProviderKind] ?? kind);

/**
 * In which in-app browsers a provider refuses people. Google answers 403 `disallowed_useragent` in every one; Facebook's
 * login is not supported in embedded browsers since 2021 and fails at random even in Facebook's own.
 */
const refusedIn: Partial<Record<ProviderKind, readonly string[]>> = {
	google: ['facebook', 'instagram', 'threads', 'line'],
	facebook: ['facebook', 'instagram', 'threads', 'line'],
};

/** Whether a provider lets people in from this in-app browser; `app` is '' for a browser of its own. */
export const worksIn = (kind: string, app: string): boolean => !(refusedIn[kind as ProviderKind] ?? []).includes(app);

/** Where a provider is left for, and where it leads back to; the second is what the owner enters there. */
export const providerPath = (key: string): string => `/login/with/${key}`;
export const returnPath = (key: string): string => `/login/with/${key}/return`;

/** What a page for signing in offers in the browser that asks. */
export interface OfferedProviders {
	offered: readonly OfferedProvider[];
	/** Those that refuse this app's browser. */
	elsewhere: readonly OfferedProvider[];
	/** The app; '' for a browser of its own. */
	app: string;
	/** The way back from one broke: it is tried once more. */
	again: boolean;
}

/** A provider as a page offers it. */
export interface OfferedProvider {
	key: string;
	kind: string;
	name: string;
}
