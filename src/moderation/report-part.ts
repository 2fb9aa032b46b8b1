import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import { moderationText } from '#moderation/messages/index.ts';

/** Where a member's page is handed over to those who keep the peace. */
export const reportPath = (handle: string): string => `/members/${encodeURIComponent(handle)}/report`;

/** On a member's page: the way to complain of it. */
export const reportPart = (handle: string, locale: Locale): string =>
	`<p class="small"><a href="${escapeHtml(reportPath(handle))}" rel="nofollow">${escapeHtml(moderationText(locale)('profile.report'))}</a></p>`;
