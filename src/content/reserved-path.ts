/**
 * First parts of addresses that belong to the product (contract of the site's addresses), now or soon; a page can never
 * stand there. A test walks the routes and proves that none is missing.
 */
const reserved = new Set([
	// what readers see
	...['articles', 'tags', 'series', 'authors', 'community', 'members', 'search', 'polls', 'appeal'],
	...['products', 'trials', 'causes', 'rewards', 'reviews', 'coupons', 'cart', 'checkout', 'orders', 'events'],
	...['embed', 'offline'],
	// who they are
	...['join', 'login', 'logout', 'account', 'setup', 'language', 'newsletter', 'unsubscribe', 'notifications'],
	...['messages', 'groups'],
	// what leads on
	...['go', 'r', 'feed', 'feeds', 'sitemap', 'robots', 'media', 'files', 'preview', 'index', 'page', 'pages', 'home'],
	// where people work, and machines
	...[
		'console',
		'admin',
		'practice',
		'webhooks',
		'webmention',
		'websub',
		'api',
		'ap',
		'oauth',
		'oidc',
		'static',
		'assets',
	],
	...['healthz', 'readyz', 'metrics', 'app', '_app', 'well-known', '.well-known'],
	// languages, should addresses ever carry them
	...['en', 'zh', 'zh-tw', 'ja', 'ko'],
]);

/** True when the product itself answers, or may answer, under this first part of an address. */
export const isReservedPath = (part: string): boolean =>
	reserved.has(part.toLowerCase()) || part.startsWith('_') || part.includes('.');
