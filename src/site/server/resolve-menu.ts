import { articlePath } from '#content/article.ts';
import { pagePath, pageRoles } from '#content/page.ts';
import type { Locale } from '#platform/language/locale.ts';
import type { MenuName, NavItem } from '#site/menu.ts';
import { siteText } from '#site/messages/index.ts';
import type { FramePage, FrameRows } from '#site/server/load-frame.ts';

/** Where the items that need no target lead. */
const places = {
	home: '/',
	articles: '/articles',
	community: '/community',
	events: '/events',
	products: '/products',
	join: '/join',
	search: '/search',
} as const;

/**
 * A menu as readers of one language see it. What is not public is left out, and so is a heading without anything below
 * it; what hung under an item that is left out moves up. A page that has a version in the reader's language is led to
 * there. A menu that nobody arranged shows what the product suggests.
 */
export function resolveMenu(menu: MenuName, rows: FrameRows, locale: Locale): NavItem[] {
	if (!rows.arranged.has(menu)) return suggested(menu, rows, locale);
	const top: NavItem[] = [];
	let parent: NavItem | null = null;
	for (const item of rows.items) {
		if (item.menu !== menu) continue;
		const found = resolveItem(item, rows, locale);
		if (!item.nested) parent = found;
		if (!found) continue;
		if (item.nested && parent && parent !== found) parent.items.push(found);
		else top.push(found);
	}
	return top.filter((item) => item.href !== null || item.items.length > 0);
}

function resolveItem(item: FrameRows['items'][number], rows: FrameRows, locale: Locale): NavItem | null {
	const say = siteText(locale);
	const [own, other] = locale === 'en' ? [item.label_en, item.label] : [item.label, item.label_en];
	const make = (href: string | null, name: string): NavItem => ({ href, label: own || name || other, items: [] });
	switch (item.kind) {
		case 'page': {
			const page = pageIn(rows, item.family, item.page, locale);
			return page && make(pagePath(page.slug), page.locale === locale ? page.title : other || page.title);
		}
		case 'article': {
			const article = rows.articles.find(({ id }) => id === item.article);
			return article ? make(articlePath(article.slug), other || article.title) : null;
		}
		case 'tag':
			return make(`/tags/${encodeURIComponent(item.target ?? '')}`, other || (item.target ?? ''));
		case 'address':
			return make(item.target, other);
		case 'heading':
			return make(null, other);
		default:
			return make(places[item.kind], say(`nav.${item.kind}`));
	}
}

/** The public page of a family that fits a reader best: in their language, or else the one that was chosen. */
const pageIn = (rows: FrameRows, family: number | null, chosen: number | null, locale: Locale): FramePage | null =>
	rows.pages.find((page) => page.family === family && page.locale === locale) ??
	rows.pages.find((page) => page.id === chosen) ??
	null;

/** Articles, conversation and search above; below, the pages that every house needs. */
function suggested(menu: MenuName, rows: FrameRows, locale: Locale): NavItem[] {
	const say = siteText(locale);
	if (menu === 'main') {
		return (['articles', 'community', 'search'] as const).map((place) => ({
			href: places[place],
			label: say(`nav.${place}`),
			items: [],
		}));
	}
	return pageRoles.flatMap((role) => {
		const chosen = rows.pages.find((page) => page.role === role);
		const page = chosen && pageIn(rows, chosen.family, chosen.id, locale);
		return page ? [{ href: pagePath(page.slug), label: page.title, items: [] }] : [];
	});
}
