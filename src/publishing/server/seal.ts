import type { SiteHandle } from '#platform/context/context.ts';
import * as platform from '#platform/seal.ts';
import type { Connection } from '#network/network.ts';

/** What is sealed: a connection of an account, the site's app on a network, the way of somebody who went for leave, or an ad account. */
export type Sealed = 'account' | 'app' | 'way' | 'ads';

/** A connection, sealed, in base64url. */
export const seal = (site: SiteHandle, connection: Connection, what: Sealed = 'account'): string =>
	platform.seal(site, `publishing.${what}`, '', JSON.stringify(connection)).toString('base64url');

/** The connection again. Throws when it was sealed by another installation or changed since. */
export function unseal(site: SiteHandle, sealed: string, what: Sealed = 'account'): Connection {
	const text = platform.unsealText(site, `publishing.${what}`, '', Buffer.from(sealed, 'base64url'));
	if (text === null) throw new Error('A connection cannot be opened: it was sealed with another key, or changed');
	return JSON.parse(text) as Connection;
}
