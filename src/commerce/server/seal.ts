import type { SiteHandle } from '#platform/context/context.ts';
import * as platform from '#platform/seal.ts';

const purpose = 'order-source';

/** Encrypts a shop's secret, bound to the source's handle. */
export const seal = (site: SiteHandle, handle: string, secret: string): Buffer =>
	platform.seal(site, purpose, handle, secret);

/** Opens what `seal` closed; null when the key is another or the bytes were changed. */
export const unseal = (site: SiteHandle, handle: string, sealed: Buffer): string | null =>
	platform.unsealText(site, purpose, handle, sealed);
