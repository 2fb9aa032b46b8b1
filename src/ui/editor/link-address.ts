/**
 * What somebody typed as the address of a link, made complete, or null when it leads nowhere a link may. The server
 * judges again.
 */
export function linkAddress(typed: string): string | null {
	const address = typed.trim();
	if (/^\/(?![/\\])\S*$/.test(address)) return address;
	if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(address)) return `mailto:${address}`;
	if (/^[/\\]/.test(address)) return null;
	const complete = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(address) ? address : `https://${address}`;
	if (/\s/.test(complete) || !URL.canParse(complete)) return null;
	const url = new URL(complete);
	if (url.username || url.password) return null;
	if (url.protocol === 'mailto:') return complete;
	return /^https?:$/.test(url.protocol) && /[^.]\.[^.]|^localhost$|^\[/.test(url.hostname) ? complete : null;
}
