/** True for a site that strangers can reach: a name of the public internet, not this machine and not a bare address. */
export function isPublicAddress(siteUrl: string): boolean {
	const { hostname, protocol } = new URL(siteUrl);
	if (protocol !== 'https:' || /^[\d.]+$|^\[/.test(hostname)) return false;
	return hostname.includes('.') && !/\.(?:localhost|local|internal|home|lan|test|invalid|example)$/.test(hostname);
}
