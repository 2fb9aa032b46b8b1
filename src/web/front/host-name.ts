/** The name in a `Host` header, in small letters and without its port. Read for every request: no pattern, no copy without need. */
export function hostName(header: string | undefined): string {
	const host = (header ?? '').toLowerCase();
	for (let at = host.length - 1; at > 0; at--) {
		const sign = host.charCodeAt(at);
		if (sign === colon) return host.slice(0, at);
		if (sign < zero || sign > nine) break;
	}
	return host;
}

const [colon, zero, nine] = [58, 48, 57];
