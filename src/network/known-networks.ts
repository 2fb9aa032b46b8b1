import type { Network } from '#network/network.ts';
import type { Locale } from '#platform/language/locale.ts';
import { Problem } from '#platform/problem.ts';

const known = new Map<string, Network>();

/** Says which networks the product has. Called once, by the composition root; a later call replaces what was said. */
export function offerNetworks(networks: readonly Network[]): void {
	known.clear();
	for (const network of networks) known.set(network.name, network);
}

/** What places are called where nothing is published, and from where words come all the same. */
const places = new Map<string, (locale: Locale) => string>();

/** Says of such a place, by the name that stands in the code, what people call it. */
export function offerPlace(name: string, title: (locale: Locale) => string): void {
	places.set(name, title);
}

/** Every network, in the order in which they were said. */
export const everyNetwork = (): readonly Network[] => [...known.values()];

/** The adapter of this name. Throws Problem `network.unknown` when it was taken out of the product. */
export function networkCalled(name: string): Network {
	const network = known.get(name);
	if (!network) throw new Problem('network.unknown', 409, { network: name });
	return network;
}

/** The network that ships with the product and can be connected at once, or null. */
export const practiceGround = (): Network | null =>
	[...known.values()].find(({ connecting }) => connecting.by === 'house') ?? null;

/** What people call the network or the place of this name; the name itself when it is no longer part of the product. */
export const networkTitle = (locale: Locale, name: string): string =>
	known.get(name)?.title(locale) ?? places.get(name)?.(locale) ?? name;
