/** A name that can stand in public DNS: two labels at least, letters, digits and hyphens, no address and no port. */
const shape = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;
/** Ends of names that never lead anywhere from outside (RFC 2606, RFC 6761, RFC 6762, RFC 8375). */
const inside = /(?:^|\.)(?:localhost|local|internal|lan|home|corp|arpa|onion|invalid)$/;

/** A host as people type or paste it, in the form that browsers send; null when it cannot be a public name. */
export function hostName(typed: string): string | null {
	const bare = typed
		.trim()
		.replace(/^https?:\/\//i, '')
		.replace(/[/?#].*$/s, '')
		.replace(/\.$/, '');
	if (/[@:\s]/.test(bare) || !URL.canParse(`http://${bare}`)) return null;
	const host = new URL(`http://${bare}`).hostname;
	return shape.test(host) && !inside.test(host) ? host : null;
}
