import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import { messageText } from '#message/messages/index.ts';
import { writePath } from '#message/talk.ts';

const envelope =
	'<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><rect x="3" y="5" width="18" height="14" rx="2"/><path d="m3.500 7 8.500 6 8.500-6"/></svg>';

/** The envelope in the head of every page, for whoever has joined: the way to their messages, and in how many talks something waits. */
export function envelopePart(count: number, locale: Locale): string {
	const label = escapeHtml(messageText(locale)('messages.part', { count }));
	const number = count ? `<span class="badge accent">${count}</span>` : '';
	return `<a class="bell button small plain" href="/messages" aria-label="${label}" title="${label}">${envelope}${number}</a>`;
}

/** On a member's page: the way to write to them. */
export const writePart = (handle: string, locale: Locale): string =>
	`<p><a class="button small" href="${escapeHtml(writePath(handle))}">${escapeHtml(messageText(locale)('messages.write'))}</a></p>`;
