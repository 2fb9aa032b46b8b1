import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import { communityText } from '#community/messages/index.ts';

/**
 * Suggests names and threads below the box of a form for whoever has joined; in a thread those who speak there first. A string, since
 * the front lays it into pages that are kept.
 */
export const mentionField = (locale: Locale, thread?: number): string =>
	`<mention-in-place data-thread="${thread ?? ''}" data-label="${escapeHtml(communityText(locale)('mention.label'))}"></mention-in-place><script type="module" src="/mention-in-place.js"></script>`;
