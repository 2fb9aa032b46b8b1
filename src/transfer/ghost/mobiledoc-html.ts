import { cardHtml, escapeHtml, serviceCards } from '#transfer/ghost/editor-card.ts';
import { markdownHtml, read } from '#transfer/ghost/lexical-html.ts';

type Marker = [kind: number, opened: number[], closed: number, value: unknown];

/** What Ghost's editor kept before 2023, as HTML; null when it is not that. `lost` hears of cards that come to nothing. */
export function mobiledocHtml(json: string, lost: (card: string) => void): string | null {
	const document = read(json);
	const sections = document?.['sections'];
	if (!document || !Array.isArray(sections)) return null;
	const markups = list(document['markups']);
	const cards = list(document['cards']);
	return (sections as unknown[])
		.map((section) => {
			const [kind, tag, content] = list(section);
			if (kind === 1) return `<${tagOf(tag)}>${markersHtml(content, markups)}</${tagOf(tag)}>`;
			if (kind === 2) return cardHtml('image', { src: tag });
			if (kind === 3) {
				const items = list(content).map((markers) => `<li>${markersHtml(markers, markups)}</li>`);
				return `<${tag === 'ol' ? 'ol' : 'ul'}>${items.join('')}</${tag === 'ol' ? 'ol' : 'ul'}>`;
			}
			const [name, payload] = list(kind === 10 ? cards[Number(tag)] : null);
			if (typeof name !== 'string') return '';
			const card = (payload ?? {}) as Record<string, unknown>;
			const html = /markdown$/.test(name) ? markdownHtml(card['markdown']) : cardHtml(name, card);
			if (!html || serviceCards.test(name)) lost(name);
			return html;
		})
		.join('');
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const tagOf = (tag: unknown): string =>
	typeof tag === 'string' && /^(?:p|h[1-6]|blockquote)$/.test(tag) ? tag : tag === 'aside' ? 'blockquote' : 'p';

/** A line of text: each piece opens markups and closes as many of the innermost. An atom is a soft line end. */
function markersHtml(markers: unknown, markups: unknown[]): string {
	const open: string[] = [];
	let html = '';
	for (const [kind, opened, closed, value] of list(markers) as Marker[]) {
		for (const index of list(opened)) {
			const [tag, attributes] = list(markups[Number(index)]);
			const name = typeof tag === 'string' && /^(?:strong|b|em|i|s|code|a|u|sub|sup)$/.test(tag) ? tag : 'span';
			const pairs = list(attributes);
			const href = name === 'a' ? pairs[pairs.indexOf('href') + 1] : undefined;
			html += href === undefined ? `<${name}>` : `<a href="${escapeHtml(href)}">`;
			open.push(name);
		}
		html += kind === 1 ? '<br>' : escapeHtml(value);
		for (let left = Number(closed) || 0; left > 0; left--) html += `</${open.pop() ?? 'span'}>`;
	}
	return (
		html +
		open
			.reverse()
			.map((name) => `</${name}>`)
			.join('')
	);
}
