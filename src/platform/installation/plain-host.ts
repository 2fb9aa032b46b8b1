import { Problem } from '#platform/problem.ts';

/** A host as browsers send it: small letters, no port, Chinese names in Punycode. Throws Problem `site.host-invalid` (422). */
export function plainHost(typed: string): string {
	const url = /[/\\?#@:\s]/.test(typed) ? null : URL.parse(`http://${typed}`);
	if (!url?.hostname || url.hostname.length > 253) throw new Problem('site.host-invalid', 422, { host: typed });
	return url.hostname;
}
