/** Hosts by which a machine speaks to itself: health checks and tunnels, which nobody may send elsewhere. */
const own = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/;
/** What must be answered under every host: proofs of a domain, programs that do not follow, and files of pages. */
const stays = /^\/(?:\.well-known\/|api\/|webhooks\/|_app\/|media\/)/;

/**
 * Where a request for another of the site's hosts is led: the same address under the main one; null when it stays. The
 * scheme and the port are those of the request, since that is how this reader reaches us.
 */
export function leadOn(
	method: string | undefined,
	host: string,
	target: string,
	secure: boolean,
	hosts: readonly string[],
): string | null {
	const main = hosts[0];
	const [, name = '', port = ''] = /^(.*?)(:\d+)?$/.exec(host) ?? [];
	if (!main || name === main || !hosts.includes(name) || own.test(host) || own.test(main)) return null;
	if ((method !== 'GET' && method !== 'HEAD') || stays.test(target)) return null;
	return `${secure ? 'https' : 'http'}://${main}${port}${target}`;
}
