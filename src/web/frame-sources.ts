import { frameHosts } from '#platform/document/embed-provider.ts';

/**
 * The origins whose frames a page may load after a click, as the security policy names them: of the hosts we know, those
 * that its embeds name. Text cannot add one, as its quotes are escaped.
 */
export function frameSources(html: string): string[] {
	const found = new Set([...html.matchAll(/ data-frame="https:\/\/([a-z.-]+)\//g)].map((match) => match[1]));
	return frameHosts.filter((host) => found.has(host)).map((host) => `https://${host}`);
}
