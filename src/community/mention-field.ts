import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import { communityText } from '#community/messages/index.ts';

/**
 * Suggests names and threads below the box of a form for whoever has joined; in a thread those who speak there first. A string, since
 * the front lays it into pages that are kept.
 */
export function mentionField(locale: Locale, thread?: number): string {
	const say = communityText(locale);
	const said = {
		label: say('mention.label'),
		one: say('mention.count', { count: 1 }),
		many: say('mention.count', { count: 2 }),
	};
	const data = Object.entries(said).map(([name, words]) => ` data-${name}="${escapeHtml(words)}"`);
	return `<mention-in-place data-thread="${thread ?? ''}"${data.join('')}></mention-in-place><script type="module" src="/mention-in-place.js"></script>`;
}
