import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import { communityText } from '#community/messages/index.ts';
import { categoryPath } from '#community/thread.ts';

/** The categories that somebody sees and not everybody, as HTML for the slot `categories`; every text is escaped. */
export function ownCategoriesPart(
	categories: readonly { slug: string; name: string; description: string; icon: string }[],
	locale: Locale,
): string {
	if (!categories.length) return '';
	const items = categories.map(({ slug, name, description, icon }) => {
		const text = description ? `<p class="small">${escapeHtml(description)}</p>` : '';
		const title = escapeHtml(icon ? `${icon} ${name}` : name);
		return `<li><h3><a href="${escapeHtml(categoryPath(slug))}">${title}</a></h3>${text}</li>`;
	});
	const heading = escapeHtml(communityText(locale)('forum.yours'));
	return `<section class="stack" aria-labelledby="own-categories"><h2 id="own-categories">${heading}</h2><ul class="grid">${items.join('')}</ul></section>`;
}
