import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Block } from '#platform/document/schema.ts';
import type { ShownProduct } from '#commerce/product.ts';

/** A product where no card can be drawn and no price would stay true, as safe HTML: its name, with a link to where it is sold. */
export function productLine({ name, url }: Pick<ShownProduct, 'name' | 'url'>): string {
	const words = escapeHtml(name);
	return `<p>${url ? `<a href="${escapeHtml(url)}">${words}</a>` : words}</p>`;
}

/** The same as a block of a document. */
export const productParagraph = ({ name, url }: Pick<ShownProduct, 'name' | 'url'>): Block => ({
	type: 'paragraph',
	content: [{ type: 'text', text: name, ...(url ? { marks: [{ type: 'link', attrs: { href: url } }] } : {}) }],
});
