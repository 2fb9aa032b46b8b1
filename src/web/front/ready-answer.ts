import type { CachedPage } from '#web/front/page-cache.ts';
import { commonHeaders } from '#web/front/security-headers.ts';

/** A kept page's answers to visitors: their heads are written once, as the flat lists that Node sends without looking. */
export interface ReadyAnswers {
	identity: string[];
	gzip: string[];
	br: string[];
	unchanged: string[];
}

/**
 * The same characters in memory of their own, one byte each. A header that was cut out of a Chinese page may stand
 * in memory as a piece of it, two bytes each, and every head that is written with it would be converted again.
 */
const flat = (text: string): string => Buffer.from(text, 'latin1').toString('latin1');

/** The ready answers of a page; a page is kept per scheme, so `https` never differs for it. */
export function readyAnswers(page: CachedPage, https: boolean): ReadyAnswers {
	let answers = page.ready;
	if (!answers) {
		const { identity, gzip, br } = page.finished;
		const head = [
			...Object.entries(page.headers),
			...commonHeaders(https),
			['vary', 'Cookie, Accept-Encoding'],
			['etag', page.etag],
			['cache-control', 'public, max-age=0, must-revalidate'],
		]
			.flat()
			.map(flat);
		answers = {
			identity: [...head, 'content-length', String(identity.length)],
			gzip: [...head, 'content-encoding', 'gzip', 'content-length', String(gzip.length)],
			br: [...head, 'content-encoding', 'br', 'content-length', String(br.length)],
			unchanged: head,
		};
		page.ready = answers;
	}
	return answers;
}
