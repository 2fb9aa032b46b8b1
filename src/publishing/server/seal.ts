import type { SiteHandle } from '#platform/context/context.ts';
import * as platform from '#platform/seal.ts';
import type { Connection } from '#network/network.ts';

const purpose = 'publishing.account';

/** A connection, sealed, in base64url. */
export const seal = (site: SiteHandle, connection: Connection): string =>
	platform.seal(site, purpose, '', JSON.stringify(connection)).toString('base64url');

/** The connection again. Throws when it was sealed by another installation or changed since. */
export function unseal(site: SiteHandle, sealed: string): Connection {
	const text = platform.unsealText(site, purpose, '', Buffer.from(sealed, 'base64url'));
	if (text === null) throw new Error('A connection cannot be opened: it was sealed with another key, or changed');
	return JSON.parse(text) as Connection;
}
