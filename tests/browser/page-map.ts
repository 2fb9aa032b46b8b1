import type { Page } from 'playwright-core';
import type { Product } from '../start-product.ts';

/** A site with its browser: who looks at it as nobody, and who as its owner. */
export interface Site {
	product: Product;
	visitor: Page;
	owner: Page;
	/** Where the pages are that `tell-more.ts` made, by their names in the map. */
	told: Record<string, string>;
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
	'/products',
	'/login/link?token=none',
	'/login/mail?token=none',
	'/community/elsewhere/new?address=https%3A%2F%2Fshop.example.com%2Fnew',
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
	'/account/followed',
	'/account/followed?level=mute',
	'/community/unread',
	'/community/drafts',
	'/community/newest',
	'/console',
	'/console/inbox',
	'/console/content',
	'/console/content/new',
	'/console/content/deleted',
	'/console/content/series',
	'/console/content/tags',
	'/console/media',
	'/console/media/files',
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
	'/logout',
];
interface Found {
	/** The route that answers there. */
	at: string;
	/** Where a reader finds it, and by which link; without them `tell-more.ts` says where it is. */
	from?: string;
	link?: string;
	owner?: true;
}
/** Pages about one thing are found as a reader finds them: from a list. */
export const found: Record<string, Found> = {
	'an article with its thread': { at: '/articles/[slug]', from: '/articles', link: 'main a[href^="/articles/"]' },
	'a series': { at: '/series/[slug]', from: '/', link: '.shelf a[href^="/series/"]' },
	'a page of the house': { at: '/[page]', from: '/', link: 'a[href="/about"]' },
	'a tag': { at: '/tags/[tag]', from: 'an article with its thread', link: 'a[href^="/tags/"]' },
	'a category': { at: '/community/[category]', from: '/community', link: 'main h3 a[href^="/community/"]' },
	'a thread': {
		at: '/community/[category]/[thread]',
		from: 'a category',
		link: 'main li h3 a, main li .talk-title a, main ol a[href*="/community/"], main ul.talk-list a[href*="/community/"]',
	},
	'a member': { at: '/members/[handle]', from: 'a thread', link: 'a.comment-name' },
	'a complaint of a member’s page': {
		at: '/members/[handle]/report',
		from: 'a member',
		link: 'a[href$="/report"]',
		owner: true,
	},
	'one comment': {
		at: '/community/comment/[id]',
		from: 'a thread',
		link: 'a[href^="/community/comment/"]',
		owner: true,
	},
	'an article in the editor': {
		at: '/console/content/[id]',
		from: '/console/content',
		link: 'td a[href^="/console/content/"], th a[href^="/console/content/"]',
		owner: true,
	},
	'an article in search': {
		at: '/console/seo/articles/[id]',
		from: 'an article in the editor',
		link: 'a[href^="/console/seo/articles/"]',
		owner: true,
	},
	'a conversation': {
		at: '/console/inbox/[id]',
		from: '/console/inbox',
		link: '.list a[href^="/console/inbox/"]',
		owner: true,
	},
	'a mailing': {
		at: '/console/mailings/[id]',
		from: '/console/mailings',
		link: 'tbody a[href^="/console/mailings/"]',
		owner: true,
	},
	'a member in the console': {
		at: '/console/members/[id]',
		from: '/console/members',
		link: 'main th a[href^="/console/members/"]',
		owner: true,
	},
	'a post of the practice network': {
		at: '/practice/posts/[id]',
		from: '/practice',
		link: 'a[href^="/practice/posts/"]',
		owner: true,
	},
	'the preview of an article': { at: '/preview/[id]', from: 'an article in the editor', link: 'iframe', owner: true },
	'a post': {
		at: '/console/publishing/posts/[id]',
		from: '/console/publishing',
		link: 'main a[href^="/console/publishing/posts/"]',
		owner: true,
	},
	'a page in the editor': {
		at: '/console/site/pages/[id]',
		from: '/console/site/pages',
		link: 'main table a[href^="/console/site/pages/"]',
		owner: true,
	},
	'versions of a page': {
		at: '/console/site/pages/[id]/revisions',
		from: 'a page in the editor',
		link: 'a[href$="/revisions"]',
		owner: true,
	},
	'a version of a page': {
		at: '/console/site/pages/[id]/revisions/[number]',
		from: 'versions of a page',
		link: 'main table a[href*="/revisions/"]',
		owner: true,
	},
	'order in a thread': {
		at: '/community/thread/[id]',
		from: 'a thread',
		link: 'a[href^="/community/thread/"]',
		owner: true,
	},
	'splitting a thread': {
		at: '/community/thread/[id]/split',
		from: 'order in a thread',
		link: 'a[href$="/split"]',
		owner: true,
	},
	'a conversation about a page elsewhere': {
		at: '/community/elsewhere/[id]',
		from: '/console/site/embed',
		link: 'main a[href^="/community/elsewhere/"]',
		owner: true,
	},
	'a comment that was changed': {
		at: '/community/comment/[id]',
		from: 'a conversation about a page elsewhere',
		link: '.comment a[href^="/community/comment/"]',
		owner: true,
	},
	'versions of a comment': {
		at: '/community/comment/[id]/versions',
		from: 'a comment that was changed',
		link: 'a[href$="/versions"]',
		owner: true,
	},
	'a group': { at: '/groups/[handle]', from: '/groups', link: 'main a[href^="/groups/"]' },
	'a group in the console': {
		at: '/console/members/groups/[id]',
		from: '/console/members/groups',
		link: 'th a[href^="/console/members/groups/"]',
		owner: true,
	},
	'a private talk': {
		at: '/messages/[talk]',
		from: '/messages',
		link: 'main a[href^="/messages/"]:not([href="/messages/new"])',
		owner: true,
	},
	'a product': { at: '/products/[product]', from: '/products', link: 'main a[href^="/products/"]' },
	'an event': { at: '/events/[slug]', from: '/events', link: 'main a[href^="/events/"]' },
	'checking in by oneself': { at: '/events/[slug]/here/[key]' },
	'an event in the console': {
		at: '/console/events/[id]',
		from: '/console/events',
		link: 'th a[href^="/console/events/"]',
		owner: true,
	},
	'the door of an event': {
		at: '/console/events/[id]/door',
		from: '/console/events',
		link: 'td a[href$="/door"]',
		owner: true,
	},
	'a printed code': {
		at: '/console/publishing/codes/[id]',
		from: '/console/publishing/codes',
		link: '.list a[href^="/console/publishing/codes/"]',
		owner: true,
	},
	'a sheet of codes': {
		at: '/console/publishing/codes/sheet',
		from: 'a printed code',
		link: 'a[href^="/console/publishing/codes/sheet"]',
		owner: true,
	},
	'an article to share': {
		at: '/console/publishing/share',
		from: 'an article in the editor',
		link: 'a[href^="/console/publishing/share"]',
		owner: true,
	},
	'an article to delete': {
		at: '/console/content/[id]/delete',
		from: 'an article in the editor',
		link: 'a[href$="/delete"]',
		owner: true,
	},
	'versions of an article': { at: '/console/content/[id]/revisions', owner: true },
	'a version of an article': {
		at: '/console/content/[id]/revisions/[number]',
		from: 'versions of an article',
		link: 'main table a[href*="/revisions/"]',
		owner: true,
	},
	'a proposed change': { at: '/console/content/[id]/proposal', owner: true },
	'a series in the console': {
		at: '/console/content/series/[id]',
		from: '/console/content/series',
		link: 'main a[href^="/console/content/series/"]',
		owner: true,
	},
	'a picture': {
		at: '/console/media/[id]',
		from: '/console/media',
		link: 'main a[href^="/console/media/"]:not([href="/console/media/files"])',
		owner: true,
	},
	'a file': {
		at: '/console/media/files/[id]',
		from: '/console/media/files',
		link: 'main a[href^="/console/media/files/"]',
		owner: true,
	},
	'the preview of a page': { at: '/preview/page/[id]', from: 'a page in the editor', link: 'iframe', owner: true },
	'a question to members': {
		at: '/console/members/fields/[id]',
		from: '/console/members/fields',
		link: 'main a[href^="/console/members/fields/"]:not([href$="/new"])',
		owner: true,
	},
	'a segment': { at: '/console/members/segments/[id]', owner: true },
	'a draft of a post': { at: '/console/posts/[id]', owner: true },
	'a transfer': { at: '/console/transfer/[id]', owner: true },
	'a ticket': { at: '/account/events/[ticket]', owner: true },
	'a private message': { at: '/messages/[talk]/[message]', owner: true },
	'the talk about a deleted article': { at: '/articles/[slug]/conversation' },
	'an appeal': { at: '/appeal/[key]' },
	'asked for the newsletter': { at: '/newsletter/confirm' },
	'out of the newsletter': { at: '/newsletter/out/[key]' },
	'choices of a subscriber': { at: '/newsletter/preferences/[key]' },
	'a code that rests': { at: '/go/[code]' },
	'a conversation in a frame': { at: '/embed/[dress]/thread/[id]' },
	'the first word in a frame': { at: '/embed/[dress]/page' },
};

/** Pages that nobody is sent to look at, each with its reason. */
export const apart: Record<string, string> = {
	'/[...rest]': 'whatever is not there: looked at as a page that does not exist',
	'/setup': 'once on each site: looked at before the set-up',
	'/join/provider': 'only for whoever comes back from a provider: looked at in proof.test.ts',
	'/login/second': 'only between a password and a second proof: looked at in proof.test.ts',
	'/community/thread/[id]/part': 'only in answer to a step that was refused; who just comes is led to the thread',
	'/console/events/door': 'leads a scanned ticket to the door of its event',
};
const addresses = new Map<string, string>();

/** The whole address of a page of the map on this site. */
export async function addressOf(site: Site, name: string): Promise<string> {
	const known = found[name];
	if (!known) return site.product.url + name;
	const key = `${site.product.port} ${name}`;
	if (!addresses.has(key)) {
		const address = new URL(await linkTo(site, name, known), site.product.url);
		if (!routePattern(known.at).test(address.pathname)) throw new Error(`${address.href} is not ${known.at}`);
		// A place on it would make the second look at it none.
		address.hash = '';
		addresses.set(key, address.href);
	}
	return addresses.get(key) as string;
}

async function linkTo(site: Site, name: string, { from, link, owner }: Found): Promise<string> {
	if (!from || !link) return site.told[name] as string;
	const page = owner ? site.owner : site.visitor;
	const list = await addressOf(site, from);
	await page.goto(name === 'an article to share' ? list.replace(/\d+$/, '1') : list);
	const first = page.locator(link).first();
	return (
		(await first.getAttribute('href', { timeout: 5_000 }).catch(() => null)) ?? (await first.getAttribute('src')) ?? ''
	);
}

/** What the addresses of a route look like. */
export const routePattern = (route: string): RegExp =>
	new RegExp(`^${route.replace(/\[\.\.\.\w+\]/g, '.+').replace(/\[\w+\]/g, '[^/]+')}$`);
