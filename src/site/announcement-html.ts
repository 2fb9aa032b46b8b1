import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import type { Announcement } from '#site/announcement.ts';
import { siteText } from '#site/messages/index.ts';

/**
 * An announcement as it stands above every page, in one piece of HTML: its own script may take it away before a page wakes
 * up. The script follows at once, so that what was waved away is gone before anything is painted.
 */
export function announcementHtml({ text, link, key }: Announcement, locale: Locale): string {
	const say = siteText(locale);
	const words = link ? `<a href="${escapeHtml(link)}">${escapeHtml(text)}</a>` : escapeHtml(text);
	return (
		`<site-announcement class="site-bar announcement" role="region" aria-label="${escapeHtml(say('announcement.label'))}" data-key="${escapeHtml(key)}">` +
		`<p>${words}</p><button type="button" class="button plain small" hidden>${escapeHtml(say('announcement.close'))}</button>` +
		`</site-announcement><script src="/announcement.js"></script>`
	);
}
