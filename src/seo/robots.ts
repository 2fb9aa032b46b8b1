/** Rooms where people work or sign in, and doors that lead elsewhere: nothing there is worth a crawler's time. */
const closed = [
	'/console',
	'/setup',
	'/account',
	'/login',
	'/logout',
	'/join',
	'/api/',
	'/go/',
	'/products/*/buy',
	'/practice',
	'/preview/',
	'/community/new',
	'/community/comment/',
	// The same page with the form at another place.
	'/*?reply=',
	'/*&reply=',
];

/**
 * robots.txt (RFC 9309): everything public may be read. What may be read but not listed says so itself, in its head; a
 * page that is closed here could never say it.
 */
export const robotsText = (siteUrl: string): string =>
	['User-agent: *', ...closed.map((path) => `Disallow: ${path}`), '', `Sitemap: ${siteUrl}/sitemap.xml`, ''].join('\n');
