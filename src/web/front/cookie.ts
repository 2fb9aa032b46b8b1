/** One cookie's value from a Cookie header, or null. Written by hand: it runs on every request. */
export function cookie(header: string | undefined, name: string): string | null {
	if (!header) return null;
	let start = 0;
	while (start < header.length) {
		let end = header.indexOf(';', start);
		if (end === -1) end = header.length;
		while (header.charCodeAt(start) === 32) start++;
		if (header.startsWith(name, start) && header.charCodeAt(start + name.length) === 61) {
			const value = header.slice(start + name.length + 1, end);
			try {
				return decodeURIComponent(value);
			} catch {
				return null;
			}
		}
		start = end + 1;
	}
	return null;
}
