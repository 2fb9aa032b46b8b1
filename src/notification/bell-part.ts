import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import { notificationText } from '#notification/messages/index.ts';

const bell =
	'<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M10.3 21a2 2 0 0 0 3.4 0M3.3 15.3A1 1 0 0 0 4 17h16a1 1 0 0 0 .7-1.7C19.4 14 18 12.500 18 8A6 6 0 0 0 6 8c0 4.500-1.400 6-2.700 7.300"/></svg>';

/** The bell in the head of every page, for whoever has joined: the way to their notices, and how many are unread. */
export function bellPart(count: number, locale: Locale): string {
	const label = escapeHtml(notificationText(locale)('notice.bell', { count }));
	const number = count ? `<span class="badge accent">${count}</span>` : '';
	return `<a class="bell button small plain" href="/account/notices" aria-label="${label}" title="${label}">${bell}${number}</a>`;
}
