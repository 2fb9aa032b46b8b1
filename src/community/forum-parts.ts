import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import { communityText } from '#community/messages/index.ts';
import { ownWays } from '#community/own-ways.ts';
import { categoryPath } from '#community/thread.ts';
import { tagNav } from '#ui/tag-nav.ts';

/** A category as the forum's front shows it. */
export interface ListedCategory {
	slug: string;
	name: string;
	description: string;
	icon: string;
	/** The language that is spoken in it; null: any. */
	locale?: string | null;
	/** How many threads stand in it; unset: not told. */
	threads?: number;
}

/**
 * Categories as places to go to, under a heading. A string, since the front lays a member's own ones into a page that is
 * kept. Every text is escaped.
 */
export function categoryPlaces(
	id: string,
	heading: string,
	categories: readonly ListedCategory[],
	locale: Locale,
): string {
	const say = communityText(locale);
	const places = categories.map((category) => {
		const { slug, name, description, icon, locale: spoken, threads } = category;
		const title = escapeHtml(icon ? `${icon} ${name}` : name);
		const badge =
			spoken && spoken !== locale
				? ` <span class="badge" lang="${escapeHtml(spoken)}">${escapeHtml(say(`category.locale.${spoken as Locale}`))}</span>`
				: '';
		const text = description ? `<p class="small">${escapeHtml(description)}</p>` : '';
		const count =
			threads === undefined ? '' : `<p class="meta">${escapeHtml(say('forum.threads', { count: threads }))}</p>`;
		return `<li><h3><a class="cover-link" href="${escapeHtml(categoryPath(slug))}">${title}</a>${badge}</h3>${text}${count}</li>`;
	});
	return `<section class="stack" aria-labelledby="${id}"><h2 id="${id}">${escapeHtml(heading)}</h2><ul class="places">${places.join('')}</ul></section>`;
}

/** For the slot `categories`: those that this member sees and not everybody. */
export const ownCategoriesPart = (categories: readonly ListedCategory[], locale: Locale): string =>
	categories.length ? categoryPlaces('own-categories', communityText(locale)('forum.yours'), categories, locale) : '';

/** For the slot `lists`: the ways to the lists that a member has of their own. */
export function ownListsPart(locale: Locale): string {
	return tagNav(communityText(locale)('list.title'), ownWays(locale, '/community'));
}
