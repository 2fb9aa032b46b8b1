import type { SiteHandle } from '#platform/context/context.ts';
import { seal, unsealText } from '#platform/seal.ts';
import type { KnownProvider, ProviderSecret } from '#membership/server/provider/provider-kind.ts';

const purpose = 'membership.provider';

/** What a provider gave the owner, sealed and bound to the provider's key and client. */
export const sealProvider = (site: SiteHandle, key: string, client: string, secret: ProviderSecret): Buffer =>
	seal(site, purpose, `${key} ${client}`, JSON.stringify(secret));

/** A provider as it stands in the table, opened. Throws when it was sealed by another installation, or changed since. */
export function openProvider<R extends { key: string; client: string; secret: Buffer }>(
	site: SiteHandle,
	row: R,
): Omit<R, 'secret'> & Pick<KnownProvider, 'secret'> {
	const opened = unsealText(site, purpose, `${row.key} ${row.client}`, row.secret);
	if (!opened)
		throw new Error(`The secret of the provider ${row.key} cannot be opened: sealed with another key, or changed`);
	return { ...row, secret: JSON.parse(opened) as ProviderSecret };
}
