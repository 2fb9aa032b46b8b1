/** Text as HTML. */
export const escapeHtml = (text: unknown): string =>
	(typeof text === 'string' ? text : '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');

type Card = Record<string, unknown>;
const text = (card: Card, name: string): string => (typeof card[name] === 'string' ? card[name] : '');

/** Cards that are no text but a service of Ghost's. */
export const serviceCards = /^(?:signup|product|email|email-cta|header|paywall|call-to-action|transistor)$/;

/**
 * A card of one of Ghost's editors as HTML; both editors have the same under nearly the same names. What only a service of
 * Ghost's could fill is empty.
 */
export function cardHtml(name: string, card: Card): string {
	switch (name) {
		case 'image':
			return figure(text(card, 'src'), text(card, 'alt'), text(card, 'caption'));
		case 'gallery':
			return (Array.isArray(card['images']) ? (card['images'] as Card[]) : [])
				.map((one) => figure(text(one, 'src'), text(one, 'alt'), ''))
				.join('');
		case 'html':
			return text(card, 'html');
		case 'code':
		case 'codeblock':
			return `<pre><code>${escapeHtml(card['code'])}</code></pre>`;
		case 'hr':
		case 'horizontalrule':
			return '<hr>';
		case 'embed':
			return `<p>${escapeHtml(card['url'])}</p>`;
		case 'bookmark': {
			const { title } = (card['metadata'] ?? {}) as Card;
			return link(text(card, 'url'), typeof title === 'string' && title ? title : text(card, 'url'));
		}
		case 'button':
			return link(text(card, 'buttonUrl'), text(card, 'buttonText'));
		case 'file':
			return link(text(card, 'src'), text(card, 'fileTitle') || text(card, 'fileName'));
		case 'video':
		case 'audio':
			return link(text(card, 'src'), text(card, 'title') || text(card, 'fileName') || text(card, 'src'));
		case 'callout':
			return `<blockquote><p>${text(card, 'calloutText')}</p></blockquote>`;
		case 'toggle':
			return `<h4>${text(card, 'heading')}</h4>${text(card, 'content')}`;
		default:
			return '';
	}
}

const link = (href: string, words: string): string =>
	href ? `<p><a href="${escapeHtml(href)}">${escapeHtml(words || href)}</a></p>` : '';

const figure = (src: string, alt: string, caption: string): string =>
	src
		? `<figure><img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}">${caption ? `<figcaption>${caption}</figcaption>` : ''}</figure>`
		: '';
