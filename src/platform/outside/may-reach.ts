import ipaddr from 'ipaddr.js';

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** The ranges that a setting names. Throws on what is no address or range. */
export const readRanges = (setting: string): Range[] =>
	setting
		.split(',')
		.map((part) => part.trim())
		.filter(Boolean)
		.map((part) => {
			if (part.includes('/')) return ipaddr.parseCIDR(part);
			const address = ipaddr.parse(part);
			return [address, address.kind() === 'ipv4' ? 32 : 128];
		});

/** Every address there is. */
export const everywhere: readonly Range[] = readRanges('0.0.0.0/0, ::/0');

/**
 * True for an address of the public internet, and for those that the operator lets through. Everything else (loopback,
 * private and link-local networks, clouds' metadata, carriers' NAT, IPv4 hidden in IPv6) is somebody's inside.
 */
export function mayReach(address: string, allowed: readonly Range[]): boolean {
	if (!ipaddr.isValid(address)) return false;
	const parsed = ipaddr.process(address);
	if (allowed.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match(range as ipaddr.IPv4, bits)))
		return true;
	return parsed.range() === 'unicast';
}
