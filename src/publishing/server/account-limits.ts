import { everyNetwork } from '#network/known-networks.ts';
import type { Limits } from '#network/network.ts';

/** What an account takes: its network's rules, and its own where it has any. Null when the network is no longer part of the product. */
export function accountLimits({ network, limits }: { network: string; limits: unknown }): Limits | null {
	const known = everyNetwork().find(({ name }) => name === network);
	return known ? { ...known.limits, ...(limits as Partial<Limits> | null) } : null;
}
