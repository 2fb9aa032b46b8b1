/** What senders of links add to tell where a reader came from; it is not part of the page. */
const marks =
	/^(?:utm_.*|fbclid|gclid|gbraid|wbraid|dclid|msclkid|igshid|igsh|mc_[ce]id|yclid|ttclid|li_fat_id|line_.*|_ga|_gl)$/i;

/** The origin of a place that may show conversations; null: none. Plain http only where this house itself is reached by it. */
export function plainOrigin(text: string, ownUrl: string): string | null {
	const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(text.trim()) ? text.trim() : `https://${text.trim()}`;
	if (!URL.canParse(whole)) return null;
	const url = new URL(whole);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && ownUrl.startsWith('http:'))) return null;
	// A star or a name without a dot would let in more than somebody meant.
	if (url.username || url.password || /[*'";,\s]/.test(url.host) || !url.hostname) return null;
	return url.origin.length > 300 ? null : url.origin;
}

/** One address for one page, however it was reached: without marks, anchor and a slash at the end. Null: none of the web. */
export function plainAddress(text: string): string | null {
	if (text.length > 4_000 || !URL.canParse(text)) return null;
	const url = new URL(text);
	if (!/^https?:$/.test(url.protocol) || url.username || url.password) return null;
	for (const name of [...url.searchParams.keys()]) if (marks.test(name)) url.searchParams.delete(name);
	const path = url.pathname.replace(/\/{2,}/g, '/').replace(/(?<=.)\/+$/, '');
	const address = `${url.origin}${path}${url.search}`;
	return address.length > 2_000 ? null : address;
}

/** Names among the things that pages and facts are about. */
export const pageThing = (id: number): string => `page:${id}`;
export const embedsThing = 'embeds';

/** Where the conversation about a page elsewhere is read here. */
export const elsewherePath = (id: number): string => `/community/elsewhere/${id}`;
