/** Parameters that tell where a visitor came from and never change what a page says. */
const tracking =
	/^(?:utm_[a-z]+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|ttclid|li_fat_id|twclid|igshid|igsh|mc_[ce]id|_ga|_gl|openExternalBrowser|ref_src|yclid)$/;

/** The request target without tracking parameters, so that a page is one page wherever its reader came from. */
export function cleanQuery(target: string): string {
	const mark = target.indexOf('?');
	if (mark === -1) return target;
	const kept = target
		.slice(mark + 1)
		.split('&')
		.filter((pair) => pair && !tracking.test(pair.split('=', 1)[0] ?? ''));
	return kept.length ? `${target.slice(0, mark)}?${kept.join('&')}` : target.slice(0, mark);
}

/** Only those parameters that tell where a visitor came from. */
export const trackingQuery = (query: string): string =>
	query
		.split('&')
		.filter((pair) => tracking.test(pair.split('=', 1)[0] ?? ''))
		.join('&');
