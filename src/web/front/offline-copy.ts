import type { IncomingMessage } from 'node:http';
import { matchLocale } from '#platform/language/locale.ts';
import { cookie } from '#web/front/cookie.ts';

/** With this header a page is asked for to be kept on a device: static/worker.js. Its value is the language. */
const header = 'x-offline-copy';

/** True for a page that nobody looks at now. */
export const isOfflineCopy = (request: IncomingMessage): boolean => request.headers[header] !== undefined;

/**
 * Makes the request for a copy a visitor's in its language, whatever cookies came with it: what is kept on a device is made for nobody. It is
 * also nobody's visit.
 */
export function asNobody(request: IncomingMessage): void {
	asVisitor(request, matchLocale(String(request.headers[header])));
}

/** Makes the request a visitor's: nothing says any more who asks, only the language they read. */
export function asVisitor(
	request: IncomingMessage,
	locale = matchLocale(cookie(request.headers.cookie, 'lang')),
): void {
	if (locale) request.headers.cookie = `lang=${locale}`;
	else delete request.headers.cookie;
	delete request.headers.authorization;
}
