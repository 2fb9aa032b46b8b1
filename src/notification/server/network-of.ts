import ipaddr from 'ipaddr.js';

/** The network of an address, which is enough as a proof and names nobody: /24 of IPv4, /48 of IPv6; '' when unknown. */
export function networkOf(address: string): string {
	if (!ipaddr.isValid(address)) return '';
	const parsed = ipaddr.process(address);
	const range = parsed.kind() === 'ipv4' ? 24 : 48;
	const bytes = parsed.toByteArray().map((byte, index) => (index * 8 < range ? byte : 0));
	return `${ipaddr.fromByteArray(bytes).toString()}/${range}`;
}
