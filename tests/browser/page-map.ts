import type { Page } from 'playwright-core';
import type { Product } from '../start-product.ts';

/** A site with its browser: who looks at it as nobody, and who as its owner. */
export interface Site {
	product: Product;
	visitor: Page;
	owner: Page;
}
/** What anybody may open. */
export const open = [
	'/',
	'/articles',
	'/community',
	'/community/new',
	'/community/latest',
	'/community/log',
	'/community/helpers',
	'/groups',
	'/community/helpers?span=all',
	'/offline',
	'/join',
	'/join/notice',
	'/login',
	'/search',
	'/search?q=a',
	'/newsletter',
	'/events',
	'/events?which=past',
];
/** What belongs to a member, or to those who work here. */
export const own = [
	'/account',
	'/account/privacy',
	'/account/second-factor',
	'/login/again',
	'/account/preferences',
	'/account/notices',
	'/messages',
	'/messages/new',
	'/account/bookmarks',
	'/account/trust',
	'/account/events',
	'/community/unread',
	'/community/drafts',
	'/community/newest',
	'/console',
	'/console/inbox',
	'/console/content',
	'/console/content/new',
	'/console/insight',
	'/console/insight/drops',
	'/console/insight/ads',
	'/console/publishing',
	'/console/publishing/codes',
	'/console/publishing/accounts',
	'/console/publishing/accounts/mastodon',
	'/console/posts',
	'/console/posts?view=week',
	'/console/posts?view=list',
	'/console/posts/new',
	'/console/posts/settings',
	'/console/posts/bulk',
	'/console/posts/recurring',
	'/console/moderation',
	'/console/community',
	'/console/moderation/words',
	'/console/moderation/messages',
	'/console/mailings',
	'/console/mailings/sending',
	'/console/mailings/subscribers',
	'/console/mailings/topics',
	'/console/mailings/welcome',
	'/console/mailings/suppressed',
	'/console/members',
	'/console/members/looks',
	'/console/members/import',
	'/console/members/segments',
	'/console/members/segments/new',
	'/console/members/groups',
	'/console/members/fields',
	'/console/members/fields/new',
	'/console/members/roles',
	'/console/members/joining',
	'/console/members/providers',
	'/console/members/shops',
	'/console/members/privacy',
	'/console/members/privacy/breaches',
	'/console/members/security',
	'/console/events',
	'/console/events/new',
	'/console/commerce',
	'/console/commerce/products',
	'/console/commerce/sources',
	'/console/mail',
	'/console/site',
	'/console/site/look',
	'/console/site/pages',
	'/console/site/pages/new',
	'/console/site/menu',
	'/console/site/contact',
	'/console/site/announcement',
	'/console/site/domain',
	'/console/site/embed',
	'/console/site/federation',
	'/console/transfer',
	'/console/transfer/export',
	'/console/seo',
	'/console/seo/search',
	'/console/seo/redirects',
	'/console/seo/redirects/import',
	'/console/seo/mentions',
	'/preview/look/home?layout=shop-window&colour=%230f766e',
	'/preview/look/home?layout=plaza&colour=%234f46e5',
	'/console/site/tokens',
	'/practice',
];
/** Pages about one thing are found as a reader finds them: from a list. */
export const found: Record<string, { from: string; link: string; owner?: true }> = {
	'an article with its thread': { from: '/articles', link: 'main a[href^="/articles/"]' },
	'a series': { from: '/', link: '.shelf a[href^="/series/"]' },
	'a page of the house': { from: '/', link: 'a[href="/about"]' },
	'a tag': { from: 'an article with its thread', link: 'a[href^="/tags/"]' },
	'a category': { from: '/community', link: 'main h3 a[href^="/community/"]' },
	'a thread': {
		from: 'a category',
		link: 'main li h3 a, main li .talk-title a, main ol a[href*="/community/"], main ul.talk-list a[href*="/community/"]',
	},
	'a member': { from: 'a thread', link: 'a.comment-name' },
	'one comment': { from: 'a thread', link: 'a[href^="/community/comment/"]', owner: true },
	'an article in the editor': {
		from: '/console/content',
		link: 'td a[href^="/console/content/"], th a[href^="/console/content/"]',
		owner: true,
	},
	'an article in search': {
		from: 'an article in the editor',
		link: 'a[href^="/console/seo/articles/"]',
		owner: true,
	},
	'a conversation': { from: '/console/inbox', link: '.list a[href^="/console/inbox/"]', owner: true },
	'a mailing': { from: '/console/mailings', link: 'tbody a[href^="/console/mailings/"]', owner: true },
	'a member in the console': { from: '/console/members', link: 'main th a[href^="/console/members/"]', owner: true },
	'a post of the practice network': { from: '/practice', link: 'a[href^="/practice/posts/"]', owner: true },
	'the preview of an article': { from: 'an article in the editor', link: 'iframe', owner: true },
	'a post': { from: '/console/publishing', link: 'main a[href^="/console/publishing/posts/"]', owner: true },
	'a page in the editor': {
		from: '/console/site/pages',
		link: 'main table a[href^="/console/site/pages/"]',
		owner: true,
	},
	'versions of a page': { from: 'a page in the editor', link: 'a[href$="/revisions"]', owner: true },
	'a version of a page': { from: 'versions of a page', link: 'main table a[href*="/revisions/"]', owner: true },
	'order in a thread': { from: 'a thread', link: 'a[href^="/community/thread/"]', owner: true },
	'splitting a thread': { from: 'order in a thread', link: 'a[href$="/split"]', owner: true },
	'a conversation about a page elsewhere': {
		from: '/console/site/embed',
		link: 'main a[href^="/community/elsewhere/"]',
		owner: true,
	},
	'a conversation in a frame': {
		from: '/console/site/embed',
		link: 'main a[href^="/community/elsewhere/"]',
		owner: true,
	},
	'a comment that was changed': {
		from: 'a conversation about a page elsewhere',
		link: '.comment a[href^="/community/comment/"]',
		owner: true,
	},
	'versions of a comment': { from: 'a comment that was changed', link: 'a[href$="/versions"]', owner: true },
	'a group': { from: '/groups', link: 'main a[href^="/groups/"]' },
	'a group in the console': {
		from: '/console/members/groups',
		link: 'th a[href^="/console/members/groups/"]',
		owner: true,
	},
	'a private talk': { from: '/messages', link: 'main a[href^="/messages/"]:not([href="/messages/new"])', owner: true },
	'an event': { from: '/events', link: 'main a[href^="/events/"]' },
	'an event in the console': { from: '/console/events', link: 'th a[href^="/console/events/"]', owner: true },
	'the door of an event': { from: '/console/events', link: 'td a[href$="/door"]', owner: true },
	'a printed code': {
		from: '/console/publishing/codes',
		link: '.list a[href^="/console/publishing/codes/"]',
		owner: true,
	},
	'a sheet of codes': { from: 'a printed code', link: 'a[href^="/console/publishing/codes/sheet"]', owner: true },
	'an article to share': {
		from: 'an article in the editor',
		link: 'a[href^="/console/publishing/share"]',
		owner: true,
	},
};
const addresses = new Map<string, string>();

/** The whole address of a page of the map on this site. */
export async function addressOf(site: Site, name: string): Promise<string> {
	const known = found[name];
	if (!known) return site.product.url + name;
	const key = `${site.product.port} ${name}`;
	if (!addresses.has(key)) {
		const page = known.owner ? site.owner : site.visitor;
		let from = await addressOf(site, known.from);
		if (name === 'an article to share') from = from.replace(/\d+$/, '1');
		await page.goto(from);
		const link = page.locator(known.link).first();
		if (name === 'a conversation in a frame') {
			const framed = '/embed/auto.auto/page?address=https%3A%2F%2Fshop.example.com%2Fpaste';
			addresses.set(key, site.product.url + framed);
			return site.product.url + framed;
		}
		const to =
			(await link.getAttribute('href', { timeout: 5_000 }).catch(() => null)) ?? (await link.getAttribute('src'));
		const address = new URL(to as string, from);
		// A place on it would make the second look at it none.
		address.hash = '';
		addresses.set(key, address.href);
	}
	return addresses.get(key) as string;
}
